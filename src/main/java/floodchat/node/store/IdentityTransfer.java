package floodchat.node.store;

import floodchat.protocol.identity.Identity;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * What a person does with the identity of a home while no window uses it: takes a copy away, brings one, locks and
 * unlocks it. Every problem is told in sentences. Any thread may call it.
 */
public final class IdentityTransfer {
    private final IdentityFile file;

    public IdentityTransfer(IdentityFile file) {
        this.file = file;
    }

    /** The identity that is there. */
    public StoredIdentity stored() throws IdentityProblem {
        StoredIdentity stored = file.read(_ -> {});
        if (stored == null) {
            throw new IdentityProblem(("There is no identity in %s yet: Floodchat makes one at the first start, "
                    + "or import yours.").formatted(file.path()));
        }
        return stored;
    }

    /** The text that {@link #read} reads on another machine. A locked identity stays locked. */
    public static String text(StoredIdentity stored) {
        return stored.text();
    }

    /** Writes the text to a new file, which only its owner can read. */
    public void export(StoredIdentity stored, Path target) throws IdentityProblem {
        try {
            new SafeFile(target, StoredIdentity.MAX_BYTES).writeFirst(stored.text());
        } catch (FileAlreadyExistsException _) {
            throw new IdentityProblem("There is a file " + target + " already: name another one.");
        } catch (IOException e) {
            throw new IdentityProblem("Can't write to %s: %s.".formatted(target, FileProblem.reason(e)));
        }
    }

    /** Reads an identity that was exported. @param where it comes from, for a sentence */
    public static StoredIdentity read(String text, String where) throws IdentityProblem {
        try {
            StoredIdentity stored = StoredIdentity.read(text);
            if (!stored.isLocked()) {
                stored.identity();
            }
            return stored;
        } catch (StoredIdentity.DamagedException e) {
            throw new IdentityProblem("There is no identity in %s: %s.".formatted(where, e.clause()));
        }
    }

    /** The identity of this seed, as it is saved. */
    public static StoredIdentity ofSeed(byte[] seed) {
        return StoredIdentity.unlocked(Identity.ofSeed(seed));
    }

    /**
     * Makes this the identity of the home.
     *
     * @param replace whether an identity that is there may be replaced
     * @return where that one was kept; null if there was none
     */
    public @Nullable Path put(StoredIdentity stored, boolean replace) throws IdentityProblem {
        if (!replace && FileProblem.isThere(file.path())) {
            throw new IdentityProblem(("There is an identity in %s already. With --replace the import takes its "
                    + "place, and the old one is kept beside it.").formatted(file.path()));
        }
        Path aside = file.keepAside();
        file.replace(stored);
        return aside;
    }

    /** Locks the identity. @param identity the one that is there */
    public void lock(Identity identity, String passphrase, SecureRandom random) throws IdentityProblem {
        file.replace(StoredIdentity.locked(identity, passphrase, random));
    }

    /** Removes the passphrase. @param identity the one that is there */
    public void unlock(Identity identity) throws IdentityProblem {
        file.replace(StoredIdentity.unlocked(identity));
    }
}
