package floodchat;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.front.PassphraseEntered;
import floodchat.front.UnlockResult;
import floodchat.node.store.IdentityFile;
import floodchat.node.store.IdentityProblem;
import floodchat.node.store.StoredIdentity;
import floodchat.protocol.identity.Identity;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * Gets the identity of a profile while the window is shown already: makes it, reads it, or waits until its person has
 * typed the passphrase in the window. The cryptography is not loaded before {@link #load}.
 */
final class IdentityLoader implements AutoCloseable {
    /** A window sends the next passphrase after the answer to the one before; one more is for {@link #close}. */
    private static final int MAILBOX_ANSWERS = 4;

    private sealed interface Answer {
        record Typed(PassphraseEntered entered) implements Answer {}

        record Close() implements Answer {}
    }

    private final EventBus bus;
    private final IdentityFile file;
    private final @Nullable StoredIdentity stored;
    private final @Nullable Path passphraseFile;
    private final @Nullable Identity opened;
    private final Mailbox<Answer> mailbox = new Mailbox<>(MAILBOX_ANSWERS);

    private IdentityLoader(
            EventBus bus,
            IdentityFile file,
            @Nullable StoredIdentity stored,
            @Nullable Path passphraseFile,
            @Nullable Identity opened) {
        this.bus = bus;
        this.file = file;
        this.stored = stored;
        this.passphraseFile = passphraseFile;
        this.opened = opened;
        bus.subscribe(PassphraseEntered.class, mailbox, Answer.Typed::new);
    }

    /**
     * @param stored what is in the file; null if there is none yet
     * @param passphraseFile has the passphrase if the identity is locked; null if the window asks for it
     */
    static IdentityLoader of(
            EventBus bus, IdentityFile file, @Nullable StoredIdentity stored, @Nullable Path passphraseFile) {
        return new IdentityLoader(bus, file, stored, passphraseFile, null);
    }

    /** For an identity that is unlocked already. */
    static IdentityLoader opened(EventBus bus, IdentityFile file, Identity identity) {
        return new IdentityLoader(bus, file, null, null, identity);
    }

    /**
     * The identity; null if this was closed before. It may wait for a person. For one thread, a virtual one: a try of a
     * passphrase takes 0.3 s.
     */
    @Nullable Identity load(SecureRandom random) throws IdentityProblem, StartupException, InterruptedException {
        if (opened != null) {
            HeapTrimmer.collectNow(); // it was unlocked
            return opened;
        }
        file.deleteDrafts();
        if (stored == null) {
            return file.create(random);
        }
        if (!stored.isLocked()) {
            return file.open(stored);
        }
        if (passphraseFile == null) {
            return await(stored);
        }
        Identity identity = Passphrases.unlock(file, stored, passphraseFile);
        HeapTrimmer.collectNow();
        return identity;
    }

    private @Nullable Identity await(StoredIdentity locked) throws IdentityProblem, InterruptedException {
        while (mailbox.take() instanceof Answer.Typed(PassphraseEntered entered)) {
            Identity identity = file.open(locked, entered.passphrase());
            HeapTrimmer.collectNow(); // each try takes 64 MiB
            if (identity != null) {
                bus.publish(new UnlockResult.Unlocked());
                return identity;
            }
            bus.publish(new UnlockResult.Refused("That is not the passphrase."));
        }
        return null;
    }

    /** Ends {@link #load}. Any thread may call it. */
    @Override
    public void close() {
        bus.unsubscribe(mailbox);
        mailbox.tell(new Answer.Close());
    }
}
