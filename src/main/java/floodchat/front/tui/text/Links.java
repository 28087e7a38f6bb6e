package floodchat.front.tui.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the links in a text: addresses that begin with {@code http://}, {@code https://} or {@code mailto:}. What a
 * person sees is where the link leads: it is the same text, percent-encoded (RFC 3986). Pure.
 */
public final class Links {
    /** A longer link is none. Some terminals and browsers take no more (VTE, and Internet Explorer before it). */
    public static final int MAX_BYTES = 2083;

    /** Blanks, quotes, angle brackets, and the punctuation of East Asia end an address. */
    private static final String ADDRESS = "[^\\s\\p{Z}<>\"\u2018-\u201F\u3000-\u303F\uFF00-\uFF0F\uFF1A-\uFF20]+";

    private static final Pattern LINK =
            Pattern.compile("(?<![\\p{L}\\p{N}])(?i:https?://|mailto:)" + ADDRESS);

    /** Of an address, percent-encoded: what {@link #AS_IT_IS} says, letters, digits and escapes. */
    private static final Pattern WEB = Pattern.compile(
            "(?i:https?)://[A-Za-z0-9%\\[][-A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=%]*");

    /** These end a sentence, not an address. */
    private static final String AFTER_LINK = ".,;:!?'*…·";

    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    /** What may stand in an address as it is (RFC 3986, reserved and unreserved). */
    private static final String AS_IT_IS = "-._~:/?#[]@!$&'()*+,;=";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /** A link in a text. @param uri percent-encoded */
    private record Place(int start, int end, String uri) {}

    private Links() {}

    /** A quick look: false if there is certainly no link in the text. */
    public static boolean mayBeIn(String text) {
        return text.contains("://") || text.contains(":") && text.toLowerCase(Locale.ROOT).contains("mailto:");
    }

    /** All links in the text, in order, each once; percent-encoded. */
    public static List<String> in(String text) {
        return mayBeIn(text) ? places(text).stream().map(Place::uri).distinct().toList() : List.of();
    }

    /**
     * Whether this is a web address that may be given to another program: it begins with {@code http://} or
     * {@code https://} and a host, has nothing but the signs of an address, and is not too long.
     */
    public static boolean isWeb(String address) {
        return address.length() <= MAX_BYTES && WEB.matcher(address).matches();
    }

    /** The same pieces; those that are parts of a link say so. */
    public static List<Span> marked(List<Span> spans) {
        StringBuilder text = new StringBuilder();
        spans.forEach(span -> text.append(span.text()));
        List<Place> places = places(text.toString());
        List<Span> marked = new ArrayList<>();
        int start = 0;
        for (Span span : spans) {
            mark(span, start, places, marked);
            start += span.text().length();
        }
        return marked;
    }

    /** @param start where the piece is in the whole text */
    private static void mark(Span span, int start, List<Place> places, List<Span> marked) {
        int done = start;
        int end = start + span.text().length();
        for (Place place : places) {
            int from = Math.max(place.start(), done);
            int to = Math.min(place.end(), end);
            if (from < to) {
                add(span, start, done, from, null, marked);
                add(span, start, from, to, place.uri(), marked);
                done = to;
            }
        }
        add(span, start, done, end, null, marked);
    }

    private static void add(Span span, int start, int from, int to, @Nullable String link, List<Span> marked) {
        if (from < to) {
            marked.add(new Span(span.text().substring(from - start, to - start), span.style(), link));
        }
    }

    private static List<Place> places(String text) {
        List<Place> places = new ArrayList<>();
        Matcher matcher = LINK.matcher(text);
        while (matcher.find()) {
            String link = withoutSigns(matcher.group());
            String uri = isLink(link) ? encoded(link) : null;
            if (uri != null) {
                places.add(new Place(matcher.start(), matcher.start() + link.length(), uri));
            }
        }
        return places;
    }

    /**
     * Without the signs of the sentence around it. A bracket stays if it was opened in the link. The brackets are
     * counted once: thousands of them may stand at the end.
     */
    static String withoutSigns(CharSequence link) {
        int[] unopened = unopened(link);
        int end = link.length();
        boolean isAround = true;
        while (end > 0 && isAround) {
            char last = link.charAt(end - 1);
            int bracket = CLOSING.indexOf(last);
            isAround = bracket < 0 ? AFTER_LINK.indexOf(last) >= 0 : unopened[bracket]-- > 0;
            end -= isAround ? 1 : 0;
        }
        return link.subSequence(0, end).toString();
    }

    /** For each closing bracket, how many more there are than opening ones; below 0 if there are fewer. */
    private static int[] unopened(CharSequence link) {
        int[] unopened = new int[CLOSING.length()];
        for (int i = 0; i < link.length(); i++) {
            char c = link.charAt(i);
            int closing = CLOSING.indexOf(c);
            int opening = OPENING.indexOf(c);
            if (closing >= 0) {
                unopened[closing]++;
            } else if (opening >= 0) {
                unopened[opening]--;
            }
        }
        return unopened;
    }

    /** Whether something follows the scheme, and nothing in it is hidden, or stands for what was taken out. */
    private static boolean isLink(String link) {
        int scheme = link.indexOf(':') + 1;
        boolean mail = link.regionMatches(true, 0, "mailto:", 0, scheme);
        String rest = link.substring(scheme);
        boolean complete = mail
                ? rest.indexOf('@') > 0 && rest.indexOf('@') < rest.length() - 1
                : rest.length() > 2 && Character.isLetterOrDigit(rest.codePointAt(2)) || rest.startsWith("//[");
        return complete && link.codePoints().noneMatch(Links::isDoubtful);
    }

    private static boolean isDoubtful(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE,
                    Character.UNASSIGNED ->
                true;
            default -> codePoint == 0xFFFD;
        };
    }

    /** Null if it is too long. */
    private static @Nullable String encoded(String link) {
        StringBuilder uri = new StringBuilder();
        byte[] bytes = link.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length && uri.length() <= MAX_BYTES; i++) {
            char c = (char) (bytes[i] & 0xFF);
            if (isAsItIs(c) || c == '%' && isEscape(bytes, i)) {
                uri.append(c);
            } else {
                uri.append('%').append(HEX.toHexDigits(bytes[i]));
            }
        }
        return uri.length() <= MAX_BYTES ? uri.toString() : null;
    }

    private static boolean isAsItIs(char c) {
        boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
        return letter || AS_IT_IS.indexOf(c) >= 0;
    }

    private static boolean isEscape(byte[] bytes, int at) {
        return at + 2 < bytes.length && HexFormat.isHexDigit(bytes[at + 1]) && HexFormat.isHexDigit(bytes[at + 2]);
    }
}
