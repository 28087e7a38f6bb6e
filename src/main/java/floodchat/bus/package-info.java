@NullMarked
package floodchat.bus;

import org.jspecify.annotations.NullMarked;
