package floodchat.protocol.flood;

/** A link's number within one peer. The engine gives it, never uses it twice, and never sends it. */
public record LinkId(int number) {
    @Override
    public String toString() {
        return "link " + number;
    }
}
