/** The front end of a peer without a person: lines for a log, and words for the service that started it. */
@NullMarked
package floodchat.front.relay;

import org.jspecify.annotations.NullMarked;
