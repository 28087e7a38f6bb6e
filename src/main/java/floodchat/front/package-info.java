@NullMarked
package floodchat.front;

import org.jspecify.annotations.NullMarked;
