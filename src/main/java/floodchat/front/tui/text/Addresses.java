package floodchat.front.tui.text;

/** Shortens network addresses. The start and the port are kept, because they tell two addresses apart. Pure. */
public final class Addresses {
    private Addresses() {}

    /** The address, or its start and its end around {@code …}; at least 12 columns. */
    public static String fit(String address, int columns) {
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
