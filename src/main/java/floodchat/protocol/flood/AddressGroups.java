package floodchat.protocol.flood;

/**
 * Which addresses belong together. Somebody who has one address of a group gets more of it at little cost, so all of
 * them together count as little as one (Heilman et al., USENIX Security 2015, section 2.2).
 */
@FunctionalInterface
public interface AddressGroups {
    /**
     * The /16 of an IPv4 address and the /32 of an IPv6 address. Loopback is one group, and all private and link-local
     * addresses are another. A host name is a group of its own.
     */
    AddressGroups STANDARD = Address::group;

    /** The group of this address: two addresses belong together if these are equal. */
    String of(Address address);
}
