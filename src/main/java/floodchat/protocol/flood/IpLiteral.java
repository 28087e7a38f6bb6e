package floodchat.protocol.flood;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An IP address that is read strictly from its text: no name that must be looked up, no zone, no octal or short form
 * (RFC 6943, section 3.1.1).
 *
 * @param bytes 4, also for an IPv4-mapped IPv6 address (RFC 4291, section 2.5.5.2), or 16
 */
record IpLiteral(byte[] bytes) {
    private static final int IPV6_GROUPS = 8;

    /** Null if the text is no IP literal. */
    static @Nullable IpLiteral parse(String text) {
        byte[] bytes = text.indexOf(':') < 0 ? ipv4(text) : ipv6(text);
        return bytes == null ? null : new IpLiteral(unmapped(bytes));
    }

    /** This machine (RFC 1122, section 3.2.1.3; RFC 4291, section 2.5.3). */
    boolean isLoopback() {
        return bytes.length == 4 ? bytes[0] == 127 : isZerosAnd(1);
    }

    /** Not an address of the Internet (RFC 1918; RFC 6598; RFC 3927; RFC 4193; RFC 4291, section 2.5.6). */
    boolean isPrivate() {
        int first = Byte.toUnsignedInt(bytes[0]);
        int second = Byte.toUnsignedInt(bytes[1]);
        if (bytes.length > 4) {
            return (first & 0xfe) == 0xfc || first == 0xfe && (second & 0xc0) == 0x80;
        }
        return switch (first) {
            case 10 -> true;
            case 100 -> (second & 0xc0) == 64;
            case 169 -> second == 254;
            case 172 -> (second & 0xf0) == 16;
            case 192 -> second == 168;
            default -> false;
        };
    }

    /** The address of exactly one machine: neither "this host" nor multicast (RFC 6890, section 2.2). */
    boolean isUnicast() {
        int first = Byte.toUnsignedInt(bytes[0]);
        return bytes.length == 4 ? first != 0 && first < 224 : first != 0xff && !isZerosAnd(0);
    }

    /** The smallest network that one owner has: an IPv4 address, or a /64 (RFC 6177, section 2). */
    String network() {
        return bytes.length == 4 ? text() : hex(0, IPV6_GROUPS / 2);
    }

    /**
     * The addresses that one attacker gets cheaply together: the /16 of an IPv4 address, the /32 of an IPv6 address
     * (Bitcoin Core groups addresses in the same way). A local network is one group, and so is this machine.
     */
    String group() {
        if (isLoopback()) {
            return "loopback";
        }
        if (isPrivate()) {
            return "local";
        }
        return bytes.length == 4 ? (bytes[0] & 0xff) + "." + (bytes[1] & 0xff) : hex(0, 2);
    }

    private boolean isZerosAnd(int last) {
        for (int i = 0; i < bytes.length - 1; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[bytes.length - 1] == last;
    }

    /** As people write it: the longest run of zeros in IPv6 is left out (RFC 5952, section 4). */
    String text() {
        if (bytes.length == 4) {
            return (bytes[0] & 0xff) + "." + (bytes[1] & 0xff) + "." + (bytes[2] & 0xff) + "." + (bytes[3] & 0xff);
        }
        int start = 0;
        int end = 0;
        for (int from = 0; from < IPV6_GROUPS; from++) {
            int to = endOfZeros(from);
            if (to - from > Math.max(1, end - start)) {
                start = from;
                end = to;
            }
        }
        return end == 0 ? hex(0, IPV6_GROUPS) : hex(0, start) + "::" + hex(end, IPV6_GROUPS);
    }

    private int endOfZeros(int from) {
        int to = from;
        while (to < IPV6_GROUPS && group(to) == 0) {
            to++;
        }
        return to;
    }

    private String hex(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> Integer.toHexString(group(i))).collect(Collectors.joining(":"));
    }

    private int group(int index) {
        return Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(2 * index));
    }

    private static byte @Nullable [] ipv4(String text) {
        byte[] bytes = new byte[4];
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            int end = i < bytes.length - 1 ? text.indexOf('.', start) : text.length();
            int part = end < 0 ? -1 : number(text, start, end, 10, 3);
            boolean leadingZero = part >= 0 && end - start > 1 && text.charAt(start) == '0';
            if (part < 0 || part > 255 || leadingZero) {
                return null;
            }
            bytes[i] = (byte) part;
            start = end + 1;
        }
        return bytes;
    }

    private static byte @Nullable [] ipv6(String text) {
        int gap = text.indexOf("::");
        boolean gaps = gap >= 0 && text.indexOf("::", gap + 1) >= 0;
        List<Integer> head = groups(gap < 0 ? text : text.substring(0, gap), gap < 0);
        List<Integer> tail = gap < 0 ? List.of() : groups(text.substring(gap + 2), true);
        if (gaps || head == null || tail == null) {
            return null;
        }
        int missing = IPV6_GROUPS - head.size() - tail.size();
        if (gap < 0 ? missing != 0 : missing < 1) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.allocate(2 * IPV6_GROUPS);
        head.forEach(group -> bytes.putShort(group.shortValue()));
        bytes.position(bytes.position() + 2 * missing);
        tail.forEach(group -> bytes.putShort(group.shortValue()));
        return bytes.array();
    }

    /**
     * The groups of a part without a gap. If it ends the address, its last group may be written as IPv4. Null if it is
     * malformed.
     */
    private static @Nullable List<Integer> groups(String text, boolean atTheEnd) {
        List<Integer> groups = new ArrayList<>();
        String[] parts = text.isEmpty() ? new String[0] : text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean dotted = atTheEnd && i == parts.length - 1 && parts[i].indexOf('.') >= 0;
            byte[] ipv4 = dotted ? ipv4(parts[i]) : null;
            if (ipv4 != null) {
                groups.add((int) ByteBuffer.wrap(ipv4).getShort(0));
                groups.add((int) ByteBuffer.wrap(ipv4).getShort(2));
                continue;
            }
            int group = number(parts[i], 0, parts[i].length(), 16, 4);
            if (group < 0) {
                return null;
            }
            groups.add(group);
        }
        return groups;
    }

    /** The number from start to end; below 0 if there is anything but digits, or too many of them. */
    private static int number(String text, int start, int end, int radix, int maxDigits) {
        int number = end > start && end - start <= maxDigits ? 0 : -1;
        for (int i = start; i < end && number >= 0; i++) {
            char c = text.charAt(i);
            int digit = c < 128 ? Character.digit(c, radix) : -1;
            number = digit < 0 ? -1 : radix * number + digit;
        }
        return number;
    }

    private static byte[] unmapped(byte[] bytes) {
        if (bytes.length == 4) {
            return bytes;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        boolean mapped = buffer.getLong(0) == 0 && buffer.getInt(8) == 0xffff;
        return mapped ? ByteBuffer.allocate(4).putInt(buffer.getInt(12)).array() : bytes;
    }
}
