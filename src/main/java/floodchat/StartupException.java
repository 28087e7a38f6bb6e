package floodchat;

import floodchat.protocol.chat.Texts;

/** Ends the program before a peer runs: one sentence that tells a person what to do, and the exit code. */
final class StartupException extends Exception {
    private static final long serialVersionUID = 1L;

    /** The peer can't run: for example a port is taken, or the home is not writable. */
    static final int EXIT_FAILED = 1;

    /** The command line or the settings are wrong. */
    static final int EXIT_USAGE = 2;

    private final int exitCode;

    private StartupException(int exitCode, String sentence) {
        super(inOneLine(sentence), null, false, false);
        this.exitCode = exitCode;
    }

    /** It may quote an argument or a setting, which may hold control characters. */
    private static String inOneLine(String sentence) {
        return Texts.clean(sentence).replace('\n', ' ');
    }

    static StartupException failed(String sentence) {
        return new StartupException(EXIT_FAILED, sentence);
    }

    static StartupException misused(String sentence) {
        return new StartupException(EXIT_USAGE, sentence);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }

    int exitCode() {
        return exitCode;
    }
}
