package floodchat.front.tui;

/** Addresses where there is little room: what tells two of them apart is their start and their port. Pure. */
final class Addresses {
    private Addresses() {}

    /** The address, or its start and its end around {@code …}; columns at least 12. */
    static String fit(String address, int columns) {
        if (address.length() <= columns) {
            return address;
        }
        int colon = address.lastIndexOf(':');
        boolean bracket = colon > 0 && address.charAt(colon - 1) == ']';
        String end = address.substring(bracket ? colon - 1 : Math.max(0, colon));
        int half = (columns - end.length() - 1) / 2;
        int rest = columns - end.length() - 1 - half;
        int hostEnd = address.length() - end.length();
        return address.substring(0, rest) + "…" + address.substring(hostEnd - half);
    }
}
