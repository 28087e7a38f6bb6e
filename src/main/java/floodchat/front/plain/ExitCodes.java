package floodchat.front.plain;

/** How plain mode ends. If several of these are true, the code is the first of GIVEN_UP, FAILED, NOT_SHOWN. */
public final class ExitCodes {
    /** All that was said is delivered: a peer has it and passes it on, or its reader has seen it. */
    public static final int DELIVERED = 0;

    /** A line was refused, a search found nothing, or the peer could not run. */
    public static final int FAILED = 1;

    /** Nobody has got a line of ours in the time that it had. A private one is kept for the next start. */
    public static final int GIVEN_UP = 3;

    /** With a line to certain people: it was passed on, but nobody told in time that it was shown. */
    public static final int NOT_SHOWN = 4;

    private ExitCodes() {}
}
