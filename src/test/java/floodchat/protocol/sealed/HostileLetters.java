package floodchat.protocol.sealed;

import floodchat.protocol.identity.Identity;
import floodchat.protocol.identity.PersonKey;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;

/** Letters that no program of ours writes, for tests of what stands above the sealed core. */
public final class HostileLetters {
    private HostileLetters() {}

    /** A letter of a person to the own prekeys. */
    public static byte[] toOneself(Identity self, byte[] tag, byte[] prekeys, long nowMs, String text) {
        return write(draft(self, tag, self.key(), prekeys, nowMs, text));
    }

    /**
     * What somebody who got a letter can write again for a third: all of it, but sealed without the author's private
     * key.
     *
     * @param author of the letter; its key, its X25519 key and its certificate were in there
     */
    public static byte[] forwarded(
            Identity author, byte[] tag, PersonKey third, byte[] prekeys, long nowMs, String text) {
        JdkLetters.Draft draft = draft(author, tag, third, prekeys, nowMs, text);
        draft.authenticated = false;
        return write(draft);
    }

    private static JdkLetters.Draft draft(
            Identity author, byte[] tag, PersonKey to, byte[] prekeys, long nowMs, String text) {
        PrekeyBundle bundle = Objects.requireNonNull(PrekeyBundle.read(to, prekeys));
        Item.Line line = new Item.Line(new LineId(nowMs, 1), nowMs, text, List.of(), null);
        return new JdkLetters.Draft(author, tag, bundle, nowMs, ItemWriter.write(List.of(line)));
    }

    private static byte[] write(JdkLetters.Draft draft) {
        try {
            return JdkLetters.write(draft).payload();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
