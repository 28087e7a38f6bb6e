@NullMarked
package floodchat.node;

import org.jspecify.annotations.NullMarked;
