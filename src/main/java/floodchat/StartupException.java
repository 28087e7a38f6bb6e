package floodchat;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Ends the program before a peer runs: one sentence that tells a person what to do, and the exit code. */
final class StartupException extends Exception {
    private static final long serialVersionUID = 1L;

    /** The peer can't run: for example a port is taken, or the home is not writable. */
    static final int EXIT_FAILED = 1;

    /** The command line or the settings are wrong. */
    static final int EXIT_USAGE = 2;

    private final int exitCode;

    private StartupException(int exitCode, String sentence) {
        super(sentence, null, false, false);
        this.exitCode = exitCode;
    }

    static StartupException failed(String sentence) {
        return new StartupException(EXIT_FAILED, sentence);
    }

    static StartupException misused(String sentence) {
        return new StartupException(EXIT_USAGE, sentence);
    }

    int exitCode() {
        return exitCode;
    }

    /** Why a file can't be used, as one clause for a person. */
    static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException e -> "there is no such file";
            case AccessDeniedException e -> "permission denied";
            case FileAlreadyExistsException e -> "there is a file instead of a folder";
            case CharacterCodingException e -> "it is not UTF-8 text";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            case IOException e -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
