package floodchat.protocol.flood;

/** A link's number within one peer: given by the engine, never used twice, never sent. */
public record LinkId(int number) {
    @Override
    public String toString() {
        return "link " + number;
    }
}
