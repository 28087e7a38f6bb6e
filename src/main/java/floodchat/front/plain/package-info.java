@NullMarked
package floodchat.front.plain;

import org.jspecify.annotations.NullMarked;
