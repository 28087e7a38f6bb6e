package floodchat;

import floodchat.front.plain.TextOutput;
import floodchat.front.tui.terminal.ControllingTerminal;
import floodchat.node.store.FileProblem;
import floodchat.node.store.Home;
import floodchat.node.store.IdentityFile;
import floodchat.node.store.IdentityProblem;
import floodchat.node.store.IdentityTransfer;
import floodchat.node.store.Profile;
import floodchat.node.store.StoredIdentity;
import floodchat.node.store.TextFile;
import floodchat.protocol.identity.Identity;
import floodchat.protocol.identity.RecoveryWords;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what the command line asks to do with the identity of a home. Secrets go to standard output or to a file
 * of their owner alone, and come from the terminal, a file or standard input; never from an argument, because everyone
 * on the machine can read those. For one thread.
 */
final class IdentityTasks {
    private static final int WORDS_IN_A_ROW = 4;
    private static final int MAX_INPUT_BYTES = 8 * 1024;
    private static final int SHOWN_DIGITS = 8;

    private final Home home;
    private final @Nullable Path passphraseFile;
    private final InputStream in;
    private final TextOutput out;
    private final TextOutput remarks;
    private final IdentityFile file;
    private final IdentityTransfer transfer;

    /** @param passphraseFile null to ask on the terminal */
    IdentityTasks(Home home, @Nullable Path passphraseFile, InputStream in, TextOutput out, TextOutput remarks) {
        this.home = home;
        this.passphraseFile = passphraseFile;
        this.in = in;
        this.out = out;
        this.remarks = remarks;
        this.file = new IdentityFile(home.data());
        this.transfer = new IdentityTransfer(file);
    }

    void exportTo(@Nullable Path target) throws StartupException, IdentityProblem {
        StoredIdentity stored = transfer.stored();
        if (target == null) {
            out.print(IdentityTransfer.text(stored));
        } else {
            transfer.export(stored, target);
        }
        remark("Who has this file is you, on every machine%s. Keep it where only you can read it.".formatted(
                stored.isLocked() ? " and with the passphrase" : ""));
    }

    void exportWords() throws StartupException, IdentityProblem {
        List<String> words = RecoveryWords.of(identity().seed());
        for (int i = 0; i < words.size(); i += WORDS_IN_A_ROW) {
            StringBuilder row = new StringBuilder();
            for (int place = i; place < i + WORDS_IN_A_ROW; place++) {
                row.append("%2d %-10s".formatted(place + 1, words.get(place)));
            }
            out.print(row.toString().stripTrailing() + "\n");
        }
        remark("Who knows these words is you. Write them on paper, with their numbers, and clear this "
                + "terminal.");
    }

    void importFrom(@Nullable Path source, boolean replace) throws StartupException, IdentityProblem {
        String where = source == null ? "standard input" : source.toString();
        String text;
        try {
            text = source == null ? input() : TextFile.read(source, MAX_INPUT_BYTES);
        } catch (IOException e) {
            throw StartupException.failed("The identity in %s can't be read: %s.".formatted(
                    where, FileProblem.reason(e)));
        }
        put(IdentityTransfer.read(text, where), replace);
    }

    void importWords(boolean replace) throws StartupException, IdentityProblem {
        boolean asks = in.equals(System.in) && ControllingTerminal.isStandardInput();
        try {
            byte[] seed = RecoveryWords.read(asks ? Passphrases.words() : input());
            put(IdentityTransfer.ofSeed(seed), replace);
        } catch (RecoveryWords.Mistyped e) {
            throw StartupException.failed(e.getMessage() + " Nothing was changed.");
        } catch (IOException e) {
            throw StartupException.failed("Standard input can't be read: " + FileProblem.reason(e) + ".");
        }
    }

    private String input() throws IOException {
        return new String(in.readNBytes(MAX_INPUT_BYTES), StandardCharsets.UTF_8);
    }

    private void put(StoredIdentity stored, boolean replace) throws StartupException, IdentityProblem {
        openHome();
        Path aside = transfer.put(stored, replace);
        remark("You are %s… now.%s Use one identity on one machine at a time.".formatted(
                stored.key().substring(0, SHOWN_DIGITS),
                aside == null ? "" : " The identity before is in " + aside + "."));
    }

    private void openHome() throws StartupException {
        try {
            home.openData();
            if (Profile.isFirstOpen(home.data())) {
                throw StartupException.failed("A window uses this identity: close Floodchat first.");
            }
        } catch (IOException e) {
            throw StartupException.failed("Can't write to %s: %s.".formatted(home.data(), FileProblem.reason(e)));
        }
    }

    void lock() throws StartupException, IdentityProblem {
        StoredIdentity stored = transfer.stored();
        if (stored.isLocked()) {
            throw StartupException.failed("Your identity is locked already: --unlock it first, "
                    + "then --lock it with another passphrase.");
        }
        Identity identity = file.open(stored);
        transfer.lock(identity, Passphrases.choose(passphraseFile), new SecureRandom());
        remark("Your identity is locked: each start asks for the passphrase. Nobody can tell it to you if you forget "
                + "it. Copies made before are not locked.");
    }

    void unlock() throws StartupException, IdentityProblem {
        if (!transfer.stored().isLocked()) {
            throw StartupException.failed("Your identity is not locked.");
        }
        transfer.unlock(identity());
        remark("Your identity is not locked any more.");
    }

    private Identity identity() throws StartupException, IdentityProblem {
        StoredIdentity stored = transfer.stored();
        return stored.isLocked() ? Passphrases.unlock(file, stored, passphraseFile) : file.open(stored);
    }

    private void remark(String sentence) {
        remarks.print(sentence + "\n");
    }
}
