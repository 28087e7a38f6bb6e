@NullMarked
package floodchat;

import org.jspecify.annotations.NullMarked;
