/**
 * The rules of the chat: who is here, who says what to whom, and in which order. docs/protocol.md, "The chat",
 * numbers them.
 *
 * <p>{@link floodchat.protocol.chat.ChatCore} is the entrance: a pure state machine. It makes the classes with state
 * here, one of each unless their comments say otherwise, and only its owner's thread calls them. In a peer that is the
 * thread of {@code node.chat.ChatService}.
 *
 * <p>{@link floodchat.protocol.chat.Names}, {@link floodchat.protocol.chat.NameLookup},
 * {@link floodchat.protocol.chat.Texts} and {@code Confusables} are functions without state. Any thread may call them,
 * and so do the front ends. Commands, events and people are immutable.
 */
@NullMarked
package floodchat.protocol.chat;

import org.jspecify.annotations.NullMarked;
