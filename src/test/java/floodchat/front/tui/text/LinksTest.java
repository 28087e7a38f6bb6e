package floodchat.front.tui.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
    private static String links(String text) {
        List<Span> marked = Links.marked(List.of(new Span(text, StyleToken.TEXT)));
        assertEquals(text, marked.stream().map(Span::text).collect(Collectors.joining()));
        String links = marked.stream().map(Span::link).filter(Objects::nonNull).collect(Collectors.joining(" "));
        assertTrue(links.isEmpty() || Links.mayBeIn(text), text);
        return links;
    }

    @Test
    void eachLinkOfATextIsListedOnce() {
        assertEquals(
                List.of("http://a.org", "mailto:ada@b.org", "http://a.org/%C3%A9"),
                Links.in("http://a.org, mailto:ada@b.org (http://a.org) http://a.org/é"));
        assertEquals(List.of(), Links.in("nothing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.org", "HTTPS://example.org/a?b=c&d#e", "http://[::1]:8080/",
        "https://%C3%A9.org"})
    void webAddressesMayBeOpened(String address) {
        assertTrue(Links.isWeb(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mailto:ada@example.org", "file:///etc/passwd", "javascript:x", "http:", "http://",
        "http:///a",
        "http://-rf", "-http://a.org", " http://a.org", "http://a.org b", "http://a.org\n", "http://a.org\u001b[31m",
        "http://a.org/\"x\"", "http://a.org/`id`", "http://a.org/é", "http://a.org/\\", "xhttp://a.org"})
    void nothingElseIsOpened(String address) {
        assertFalse(Links.isWeb(address));
    }

    @Test
    void aLongAddressIsNotOpened() {
        assertFalse(Links.isWeb("http://a.org/" + "x".repeat(Links.MAX_BYTES)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "see https://example.org/a?b=c#d for it | https://example.org/a?b=c#d",
        "(http://example.org) | http://example.org",
        "<HTTPS://example.org/> | HTTPS://example.org/",
        "https://example.org/wiki/Flood_(water). | https://example.org/wiki/Flood_(water)",
        "it is https://example.org, or http://[::1]:8080/! | https://example.org http://[::1]:8080/",
        "Mailto:ada@example.org? | Mailto:ada@example.org",
        "见https://例え.jp/道。好 | ''",
        "见 https://例え.jp/道。好 | https://%E4%BE%8B%E3%81%88.jp/%E9%81%93",
        "https://example.org/50%/%C3%A9 | https://example.org/50%25/%C3%A9",
        "https://example.org/a{b}x | https://example.org/a%7Bb%7Dx",
        "https://a https://b | https://a https://b",
    })
    void linksAreFoundWithoutTheSignsAroundThem(String text, String expected) {
        assertEquals(expected, links(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "ftp://example.org", "file:///etc/passwd", "javascript:alert(1)", "xhttps://example.org", "https://",
        "https://...", "mailto:ada", "mailto:@", "http:// example.org", "data:text/html,x", "//example.org",
        "https://example.org/\uFFFD", "https://exam\uFFFDple.org", "https://a\u200Db.org", "https://\u202Eexample.org",
        "https://a\uE000b"
    })
    void otherSchemesAndDoubtfulTextsAreNoLinks(String text) {
        assertEquals("", links(text));
    }

    @Test
    void aLinkThatIsTooLongIsNone() {
        String longest = "https://example.org/" + "a".repeat(Links.MAX_BYTES - 20);
        assertEquals(longest, links(longest));
        assertEquals("", links(longest + "a"));
        assertEquals("", links("https://example.org/" + "é".repeat(350)), "encoded, it is longer");
    }

    /** Whatever the text is, only printable ASCII without blanks goes into the command to the terminal. */
    @Test
    void nothingInALinkSteersTheTerminal() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            String link = links("https://example.org/" + Character.toString(c) + "x");
            assertFalse(link.chars().anyMatch(b -> b <= 0x20 || b >= 0x7F), link);
        }
    }

    @Test
    void aLinkOfSeveralPiecesIsOneLink() {
        List<Span> spans = List.of(
                new Span("to https://ex", StyleToken.TEXT),
                new Span("ada", StyleToken.MENTION),
                new Span(".org now", StyleToken.TEXT));
        String link = "https://exada.org";
        assertEquals(
                List.of(
                        new Span("to ", StyleToken.TEXT),
                        new Span("https://ex", StyleToken.TEXT, link),
                        new Span("ada", StyleToken.MENTION, link),
                        new Span(".org", StyleToken.TEXT, link),
                        new Span(" now", StyleToken.TEXT)),
                Links.marked(spans));
    }

    /** How often a character is looked at, to find the end of a link with this number of closing brackets. */
    private static int looks(int brackets) {
        String link = "http://a" + ")]}".repeat(brackets / 3);
        AtomicInteger looks = new AtomicInteger();
        CharSequence counted = new CharSequence() {
            @Override
            public int length() {
                return link.length();
            }

            @Override
            public char charAt(int index) {
                looks.incrementAndGet();
                return link.charAt(index);
            }

            @Override
            public CharSequence subSequence(int start, int end) {
                return link.substring(start, end);
            }

            @Override
            public IntStream chars() {
                looks.addAndGet(link.length());
                return link.chars();
            }

            @Override
            public String toString() {
                return link;
            }
        };
        assertEquals("http://a", Links.withoutSigns(counted));
        return looks.get();
    }

    /** A line of 4 KiB of closing brackets took 15 ms each time that it was laid out. */
    @Test
    void theWorkForManyClosingBracketsGrowsWithTheirNumberAlone() {
        assertTrue(looks(6_000) <= 2 * looks(3_000), looks(3_000) + " and " + looks(6_000));
        assertTrue(looks(3_000) <= 3 * 3_008, "each a few times");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "http://a/((x)))). | http://a/((x))",
        "http://a/([)]. | http://a/([)]",
        "http://a/(x).)]!} | http://a/(x)",
        "http://a/)( | http://a/)(",
        "http://a/{x})) | http://a/{x}",
    })
    void aBracketStaysIfItWasOpenedInTheLink(String link, String expected) {
        assertEquals(expected, Links.withoutSigns(link));
    }
}
