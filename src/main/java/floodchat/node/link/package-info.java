@NullMarked
package floodchat.node.link;

import org.jspecify.annotations.NullMarked;
