package floodchat.node.store;

import floodchat.protocol.identity.Identity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The file with the identity of a profile. It is made at the first start, and never overwritten because it can't be
 * read: a lost seed can't be had again. Several windows may use one file, each in another network. Any thread may call
 * it.
 */
public final class IdentityFile {
    private static final String NAME = "identity";

    /** Nobody imports more often; then the oldest ones can be deleted by hand. */
    private static final int MAX_OLD = 99;

    /** A draft that old was left by a program that was killed. A write takes less. */
    private static final long DRAFT_LIVES_MS = 60_000;

    private static final String COPIED =
            "If others may have copied it, they can be you: move it away to start as another person.";

    private final SafeFile file;

    /** @param folder the folder of the profile */
    public IdentityFile(Path folder) {
        this.file = new SafeFile(folder.resolve(NAME), StoredIdentity.MAX_BYTES);
    }

    /** The identity of this folder, made now if there is none, for a caller that can't ask for a passphrase. */
    public static Identity loadOrCreate(Path folder, SecureRandom random) throws IdentityProblem {
        IdentityFile file = new IdentityFile(folder);
        file.deleteDrafts();
        StoredIdentity stored = file.read(_ -> {});
        if (stored != null && stored.isLocked()) {
            throw new IdentityProblem(file.path() + " is locked with a passphrase.");
        }
        return stored == null ? file.create(random) : file.open(stored);
    }

    /** The file, for a sentence. */
    public Path path() {
        return file.path();
    }

    /**
     * What is in the file; null if there is none. It computes nothing, since no window is drawn before it returns.
     *
     * @param notices gets a sentence for the person if others could read the file
     */
    public @Nullable StoredIdentity read(Consumer<String> notices) throws IdentityProblem {
        try {
            String text = file.read();
            if (text == null) {
                return null;
            }
            OwnerOnly.ensure(path(), COPIED, notices);
            return StoredIdentity.read(text);
        } catch (StoredIdentity.NewerException e) {
            throw new IdentityProblem("Your identity in %s can't be used: %s. Floodchat leaves the file as it is."
                    .formatted(path(), e.clause()));
        } catch (StoredIdentity.DamagedException e) {
            throw unusable(e.clause());
        } catch (IOException e) {
            throw unusable(FileProblem.reason(e));
        }
    }

    /** Deletes what a program that was killed has left while it wrote an identity. */
    public void deleteDrafts() throws IdentityProblem {
        try {
            file.deleteDrafts(DRAFT_LIVES_MS);
        } catch (IOException e) {
            throw unusable("a draft beside it can't be deleted: " + FileProblem.reason(e));
        }
    }

    /** The identity that was read, if it is not locked. */
    public Identity open(StoredIdentity stored) throws IdentityProblem {
        try {
            return stored.identity();
        } catch (StoredIdentity.DamagedException e) {
            throw unusable(e.clause());
        }
    }

    /** The identity that was read, if it is locked; null if the passphrase is wrong. Takes 0.3 s and 64 MiB. */
    public @Nullable Identity open(StoredIdentity stored, String passphrase) throws IdentityProblem {
        try {
            return stored.identity(passphrase);
        } catch (StoredIdentity.DamagedException e) {
            throw unusable(e.clause());
        }
    }

    /**
     * Makes a new identity. If another window was faster, it is that one's.
     *
     * @throws IdentityProblem if it can't be saved: then nobody must use it, since the next start would not have it
     */
    public Identity create(SecureRandom random) throws IdentityProblem {
        Identity identity = Identity.create(random);
        try {
            file.writeFirst(StoredIdentity.unlocked(identity).text());
            return identity;
        } catch (FileAlreadyExistsException _) {
            StoredIdentity others = read(_ -> {});
            return others == null ? identity : open(others);
        } catch (IOException e) {
            throw notSaved(e);
        }
    }

    /** Replaces what is in the file: the same identity, locked or unlocked. */
    void replace(StoredIdentity stored) throws IdentityProblem {
        try {
            file.write(stored.text());
        } catch (IOException e) {
            throw notSaved(e);
        }
    }

    /**
     * Copies the file to another name, so that it can be replaced. The copy is on disk when the call returns.
     *
     * @return the copy; null if there is no file
     */
    @Nullable Path keepAside() throws IdentityProblem {
        if (!FileProblem.isThere(path())) {
            return null;
        }
        try {
            ByteBuffer old = ByteBuffer.wrap(Files.readAllBytes(path()));
            for (int i = 1; i <= MAX_OLD; i++) {
                Path aside = path().resolveSibling(NAME + ".old-" + i);
                if (!FileProblem.isThere(aside)) {
                    new SafeFile(aside, StoredIdentity.MAX_BYTES).writeFirst(old);
                    return aside;
                }
            }
            throw new IdentityProblem("There are %d old identities beside %s: delete some of them first."
                    .formatted(MAX_OLD, path()));
        } catch (IOException e) {
            throw notSaved(e);
        }
    }

    private IdentityProblem notSaved(IOException e) {
        return new IdentityProblem("Your identity can't be saved in %s: %s. Correct that and start again."
                .formatted(path(), FileProblem.reason(e)));
    }

    private IdentityProblem unusable(String clause) {
        return new IdentityProblem(("Your identity in %s can't be used: %s. Floodchat leaves the file as it is. "
                + "Import your copy with --import-identity FILE --replace or --import-words --replace; "
                + "or move the file away, to start as another person.").formatted(path(), clause));
    }
}
