/**
 * What one person says to another so that nobody else reads it: prekeys, letters, answers, sessions, and the lines and
 * receipts in them. docs/protocol.md, "Sealed payloads", numbers the rules.
 *
 * <p>{@link floodchat.protocol.sealed.SealedCore} is the entrance: a pure state machine. It makes the classes with
 * state here, one of each unless their comments say otherwise, and only its owner's thread calls them. Inputs, effects,
 * events, lines and {@link floodchat.protocol.sealed.StoredChange} are immutable.
 */
@NullMarked
package floodchat.protocol.sealed;

import org.jspecify.annotations.NullMarked;
