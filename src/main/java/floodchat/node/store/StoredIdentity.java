package floodchat.node.store;

import floodchat.protocol.identity.Identity;
import floodchat.protocol.identity.SeedLock;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An identity as it lies on a disk or goes to another machine: a text of a few lines. Its seed is there as it is, or
 * locked with a passphrase. The public key shows whose it is, and whether the seed is still the one that was written.
 * Immutable. Reading one computes nothing, so a window can be drawn before the cryptography is loaded.
 */
public final class StoredIdentity {
    /** The longest text: a locked seed, and as much again for comments. */
    static final int MAX_BYTES = 1024;

    private static final String FORMAT = FileFormat.IDENTITY.line().strip();
    private static final String KEY = "key";
    private static final String SEED = "seed";

    /** What makes the key of {@link SeedLock}: Argon2 version 1.3, KiB of memory, passes, lanes. */
    private static final String LOCKED = "locked argon2id 19 65536 3 1";

    private static final String WARNING = """
            # Who has this file is you. Show it to nobody, and keep a copy in a safe place.
            """;

    private static final int KEY_BYTES = 32;
    private static final int SEED_BYTES = 32;
    private static final int LOCKED_BYTES = 64;

    private final boolean locked;
    private final byte[] key;
    private final byte[] secret;

    private StoredIdentity(boolean locked, byte[] key, byte[] secret) {
        this.locked = locked;
        this.key = key;
        this.secret = secret;
    }

    /** A text is no identity that this program can use. The message is a clause: why. */
    static class DamagedException extends Exception {
        private static final long serialVersionUID = 1L;

        DamagedException(String clause) {
            super(clause);
        }

        String clause() {
            return String.valueOf(getMessage());
        }
    }

    /** A newer Floodchat has written the text. The message is a clause: which version. */
    static final class NewerException extends DamagedException {
        private static final long serialVersionUID = 1L;

        NewerException(int version) {
            super(FileFormat.IDENTITY.newer(version));
        }
    }

    /** The identity, readable by all who have the text. */
    static StoredIdentity unlocked(Identity identity) {
        return new StoredIdentity(false, identity.key().bytes(), identity.seed());
    }

    /** The identity, readable by those who know the passphrase. Takes 0.3 s and 64 MiB. */
    static StoredIdentity locked(Identity identity, String passphrase, SecureRandom random) {
        byte[] seed = identity.seed();
        return new StoredIdentity(true, identity.key().bytes(), SeedLock.lock(seed, passphrase, random));
    }

    /** Whether a passphrase is needed. */
    public boolean isLocked() {
        return locked;
    }

    /** The public key in hex. */
    public String key() {
        return HexFormat.of().formatHex(key);
    }

    /** The identity of an unlocked text. */
    Identity identity() throws DamagedException {
        return checked(secret);
    }

    /** The identity of a locked text; null if the passphrase is wrong. Takes 0.3 s and 64 MiB. */
    @Nullable Identity identity(String passphrase) throws DamagedException {
        byte[] seed = SeedLock.open(secret, passphrase);
        return seed == null ? null : checked(seed);
    }

    private Identity checked(byte[] seed) throws DamagedException {
        Identity identity = Identity.ofSeed(seed);
        if (!Arrays.equals(identity.key().bytes(), key)) {
            throw new DamagedException("its seed and its key do not belong together");
        }
        return identity;
    }

    /** The text; {@link #read} reads it. */
    String text() {
        String kind = locked ? LOCKED : SEED;
        return FORMAT + "\n" + WARNING + KEY + " " + key() + "\n" + kind + " " + HexFormat.of().formatHex(secret)
                + "\n";
    }

    /** Reads a text. Blank lines, lines that begin with # and blanks around a line do no harm. */
    static StoredIdentity read(String text) throws DamagedException {
        List<String> lines = lines(text);
        if (lines.isEmpty() || !lines.getFirst().startsWith(FORMAT.substring(0, FORMAT.lastIndexOf(' ')))) {
            throw new DamagedException("it does not begin with \"" + FORMAT + "\"");
        }
        int version = FileFormat.IDENTITY.find(lines.getFirst() + "\n").version();
        if (version > FileFormat.IDENTITY.version()) {
            throw new NewerException(version);
        }
        if (!lines.getFirst().equals(FORMAT)) {
            throw new DamagedException("its first line is not \"" + FORMAT + "\"");
        }
        if (lines.size() != 3) {
            throw new DamagedException("it is not complete");
        }
        return read(lines.get(1), lines.get(2));
    }

    /** Without lambdas: the first of them in a program takes longer than all of this. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n")) {
            String words = line.strip();
            if (!words.isEmpty() && !words.startsWith("#")) {
                lines.add(words);
            }
        }
        return lines;
    }

    private static StoredIdentity read(String keyLine, String secretLine) throws DamagedException {
        boolean locked = !secretLine.startsWith(SEED + " ");
        if (locked && !secretLine.startsWith(LOCKED + " ")) {
            throw new DamagedException("its seed is missing, or locked in an unknown way");
        }
        byte[] key = hex(KEY, keyLine, KEY_BYTES);
        byte[] secret = locked ? hex(LOCKED, secretLine, LOCKED_BYTES) : hex(SEED, secretLine, SEED_BYTES);
        return new StoredIdentity(locked, key, secret);
    }

    private static byte[] hex(String word, String line, int bytes) throws DamagedException {
        String digits = line.startsWith(word + " ") ? line.substring(word.length() + 1).strip() : "";
        if (digits.length() == 2 * bytes) {
            try {
                return HexFormat.of().parseHex(digits);
            } catch (IllegalArgumentException _) {
                throw new DamagedException("the line \"" + word + "\" has a sign that is no hex digit");
            }
        }
        throw new DamagedException("the line \"" + word + "\" must have " + 2 * bytes + " hex digits");
    }

    /** Never shows the seed. */
    @Override
    public String toString() {
        return (locked ? "the locked identity of " : "the identity of ") + key();
    }
}
