package floodchat.node.store;

/** The identity of a home can't be used. The message is for the person: what is wrong, and what to do. */
public final class IdentityProblem extends Exception {
    private static final long serialVersionUID = 1L;

    IdentityProblem(String sentences) {
        super(sentences);
    }

    public String sentences() {
        return String.valueOf(getMessage());
    }
}
