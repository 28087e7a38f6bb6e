package floodchat.protocol.flood;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where to enter the network, in the order in which to try.
 *
 * @param given what a person named: where it does not open, they are told why, once
 * @param others what is tried in any case, and mostly in vain
 */
public record BootstrapAddresses(List<Address> given, List<Address> others) {
    public BootstrapAddresses {
        given = List.copyOf(given);
        others = List.copyOf(others);
    }

    /** Nobody named these: nobody is told. */
    public static BootstrapAddresses untold(List<Address> addresses) {
        return new BootstrapAddresses(List.of(), addresses);
    }

    List<Address> all() {
        return Stream.concat(given.stream(), others.stream()).distinct().toList();
    }
}
