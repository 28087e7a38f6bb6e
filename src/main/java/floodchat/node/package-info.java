/** What runs the protocol on virtual threads; here the parts that every owner thread needs: its clock, its timers, and waiting for its end. */
@NullMarked
package floodchat.node;

import org.jspecify.annotations.NullMarked;
