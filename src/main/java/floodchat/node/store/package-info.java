@NullMarked
package floodchat.node.store;

import org.jspecify.annotations.NullMarked;
