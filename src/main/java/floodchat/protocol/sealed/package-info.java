/**
 * Private lines: what one person says to another so that nobody else reads it. docs/protocol.md, section 10, has the
 * rules (E1 to E35) and every layout in bytes.
 *
 * <p>{@link floodchat.protocol.sealed.SealedCore} is the entrance: a pure state machine. It makes one of each class
 * with state here, unless that class says otherwise, and only its owner's thread calls them. The smaller classes are
 * best read in this order:
 *
 * <ol>
 *   <li>The outer form of all payloads: {@code SealedPayload}, {@code Tag}. What they hold: {@code Item}, written by
 *       {@code ItemWriter} and read by {@code ItemReader}.
 *   <li>Prekeys. Ours: {@code OwnPrekeys} of {@code OwnPrekey}; {@code PrekeyBundle} is the public part. Those of
 *       others: {@code PrekeyDirectory}. Asking for them: {@code Want}, {@code HashedRoster}, {@code KeyRequests}.
 *   <li>Letters: {@code Letter} has the layout, {@code LetterSealer} and {@code LetterOpener} use the two suites of
 *       {@code HpkeSuite}.
 *   <li>Answers: {@code Answer} has the layout. {@code AnswersDue} is the side that answers, {@code AwaitedAnswers} the
 *       side that wrote the letter.
 *   <li>Sessions: a letter and its answer make a {@code Session} of two {@code Chain}s; {@code ReceivingChain} bridges
 *       losses, and {@code Message} has the layout.
 *   <li>Sending: {@code PrivateOutbox} holds the {@code Conversation} with each person, {@code LineSender} chooses
 *       between session and letter, and {@code ResendSchedule} has the pauses. {@code ClockTrust} says whether a line
 *       may be given up.
 *   <li>Receiving: {@code Receiver} looks up the tag; {@code TrialQueue} holds what may be a letter; {@code SeenLines}
 *       knows what has arrived; {@code Receipts} tells its author.
 *   <li>The disk: {@code Saves} orders the {@link floodchat.protocol.sealed.StoredChange}s, and
 *       {@link floodchat.protocol.sealed.Stored} is their sum at the next start.
 * </ol>
 *
 * <p>What always holds:
 *
 * <ul>
 *   <li>Nothing leaves before what it depends on is on the disk: a line, the time of a letter, prekeys, and that a
 *       letter is answered.
 *   <li>A key seals one text. Each letter, answer and message has a key of its own, also after a restored backup.
 *   <li>What anybody can replay causes no packet. Receipts and answers follow only what is new.
 *   <li>Only people whom {@code People} calls answered can learn that we are here.
 *   <li>Sessions and one-use keys are in memory only.
 *   <li>Each collection has a named bound, or holds one entry for each person that our person wrote to or made a
 *       contact.
 * </ul>
 */
@NullMarked
package floodchat.protocol.sealed;

import org.jspecify.annotations.NullMarked;
