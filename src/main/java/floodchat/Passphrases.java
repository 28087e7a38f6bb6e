package floodchat;

import floodchat.front.tui.terminal.ControllingTerminal;
import floodchat.node.store.FileProblem;
import floodchat.node.store.IdentityFile;
import floodchat.node.store.IdentityProblem;
import floodchat.node.store.OwnerOnly;
import floodchat.node.store.StoredIdentity;
import floodchat.node.store.TextFile;
import floodchat.protocol.identity.Identity;
import floodchat.protocol.identity.RecoveryWords;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Passphrases where there is no window: they come from a file that the command line names, or a person types them on
 * the terminal. Standard input is not read for them, since it carries lines. For one thread.
 */
final class Passphrases {
    /** A shorter one is guessed in hours, at 0.3 s a try on each of many processors. */
    static final int MIN_LENGTH = 8;

    /** After that many wrong ones a person looks for the right one elsewhere. */
    private static final int TRIES = 3;

    private static final int MAX_FILE_BYTES = 4096;
    private static final String QUESTION = "Passphrase of your identity:";

    private Passphrases() {}

    /** Where a person answers. */
    interface Terminal {
        /** The line that was typed; null if there are no more. */
        @Nullable String ask(String question) throws IOException;
    }

    /** The first line of a file. One that others can read is refused, so that its owner learns of it. */
    static String in(Path file) throws StartupException {
        try {
            if (OwnerOnly.isOpenToOthers(file)) {
                throw StartupException.misused(
                        "Others on this machine can read or change %s; make it yours alone: chmod 600 %s"
                                .formatted(file, file));
            }
            return TextFile.read(file, MAX_FILE_BYTES).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw StartupException.misused("The passphrase in %s can't be read: %s.".formatted(
                    file, FileProblem.reason(e)));
        }
    }

    static StartupException wrongIn(Path file) {
        return StartupException.failed("The passphrase in " + file + " is wrong.");
    }

    /**
     * Unlocks an identity.
     *
     * @param passphraseFile null to ask
     */
    static Identity unlock(IdentityFile file, StoredIdentity stored, @Nullable Path passphraseFile)
            throws StartupException {
        try {
            if (passphraseFile != null) {
                Identity identity = file.open(stored, in(passphraseFile));
                if (identity == null) {
                    throw wrongIn(passphraseFile);
                }
                return identity;
            }
            return ask(file, stored);
        } catch (IdentityProblem e) {
            throw StartupException.failed(e.sentences());
        } catch (IOException e) {
            throw noAnswer();
        }
    }

    private static Identity ask(IdentityFile file, StoredIdentity stored)
            throws StartupException, IOException, IdentityProblem {
        try (ControllingTerminal terminal = terminal()) {
            for (int i = 0; i < TRIES; i++) {
                String typed = terminal.ask(QUESTION);
                if (typed == null) {
                    throw noAnswer();
                }
                Identity identity = file.open(stored, typed);
                if (identity != null) {
                    return identity;
                }
                terminal.say("That is not the passphrase.");
            }
            throw StartupException.failed("Your identity stays locked: none of these is its passphrase.");
        }
    }

    /** Lets a person choose a passphrase, and type it twice. @param passphraseFile null to ask */
    static String choose(@Nullable Path passphraseFile) throws StartupException {
        if (passphraseFile != null) {
            String given = in(passphraseFile);
            requireLength(given);
            return given;
        }
        try (ControllingTerminal terminal = terminal()) {
            String typed = terminal.ask("New passphrase, at least " + MIN_LENGTH + " characters:");
            if (typed == null) {
                throw noAnswer();
            }
            requireLength(typed);
            if (!typed.equals(terminal.ask("The same again:"))) {
                throw StartupException.failed("These are not the same; nothing was changed.");
            }
            return typed;
        } catch (IOException e) {
            throw noAnswer();
        }
    }

    private static void requireLength(String passphrase) throws StartupException {
        if (passphrase.codePointCount(0, passphrase.length()) < MIN_LENGTH) {
            throw StartupException.failed("A passphrase needs at least " + MIN_LENGTH
                    + " characters: take a few words. Nothing was changed.");
        }
    }

    /** Asks for 24 words. */
    static String words() throws StartupException {
        try (ControllingTerminal terminal = terminal()) {
            return words(terminal::ask);
        } catch (IOException e) {
            throw StartupException.failed("The terminal can't be read; nothing was changed.");
        }
    }

    /** Asks until there are 24 words, since they are often typed in the rows on the paper. An empty row ends it. */
    static String words(Terminal terminal) throws IOException {
        StringBuilder words = new StringBuilder();
        String row = terminal.ask("Your 24 words, in one row or in several (they are not shown):");
        while (row != null && !row.isBlank()) {
            words.append(row).append(' ');
            int count = RecoveryWords.count(words.toString());
            row = count < RecoveryWords.COUNT
                    ? terminal.ask("%d of %d; the next ones:".formatted(count, RecoveryWords.COUNT))
                    : null;
        }
        return words.toString();
    }

    private static ControllingTerminal terminal() throws StartupException {
        ControllingTerminal terminal = ControllingTerminal.open();
        if (terminal == null) {
            throw StartupException.failed("A passphrase is needed, and there is no terminal to ask for it: "
                    + "write it into a file and name that with --passphrase-file FILE.");
        }
        return terminal;
    }

    private static StartupException noAnswer() {
        return StartupException.failed("No passphrase was typed; nothing was changed.");
    }
}
