package floodchat.protocol.flood;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where to enter the network, in the order in which to try.
 *
 * @param given what a person named: if nobody answers there, they are told why, once
 * @param anchors where the oldest links that this peer chose in its last run were: asked for a link in any case
 * @param others tried in any case, and mostly in vain
 */
public record BootstrapAddresses(List<Address> given, List<Address> anchors, List<Address> others) {
    public BootstrapAddresses {
        anchors = List.copyOf(anchors);
        given = List.copyOf(given);
        others = List.copyOf(others);
    }

    /** No person named these, so nobody is told if they fail. */
    public static BootstrapAddresses untold(List<Address> addresses) {
        return new BootstrapAddresses(List.of(), List.of(), addresses);
    }

    public List<Address> all() {
        return Stream.of(given, anchors, others).flatMap(List::stream).distinct().toList();
    }
}
