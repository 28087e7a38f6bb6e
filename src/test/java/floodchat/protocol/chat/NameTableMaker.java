package floodchat.protocol.chat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.IdentifierType;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.util.VersionInfo;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** Makes {@code names.txt}, which {@link NameTable} reads, from the data of UTS #39 that ICU has. */
final class NameTableMaker {
    /**
     * Letters of living spellings, common in names, that UTS #39 leaves out only because NFKC takes them apart: Thai
     * and Lao AM, Lao HO NO and HO MO, Armenian EW.
     */
    private static final UnicodeSet SPELLINGS = new UnicodeSet("[\\u0E33\\u0EB3\\u0EDC\\u0EDD\\u0587]").freeze();

    /** Java 25 knows this version of Unicode. It takes later characters for unassigned. */
    private static final VersionInfo UNICODE_OF_JAVA = VersionInfo.getInstance(16);

    /** The signs that the program writes beside names: the dot of the suffix, arrows, and the mark of a refusal. */
    private static final String SIGNS = "·<>!";

    /** The zeros of Arabic are dots in the middle of the line. */
    private static final UnicodeSet DOTTED_ZEROS = new UnicodeSet("[\\u0660\\u06F0]").freeze();

    /**
     * Prototypes of UTS #39, and the letters of ASCII that a hasty reader takes them for: small capitals, which stand
     * for the small letters of Cyrillic, Greek letters and others.
     */
    private static final String LIKE_ASCII = "ᴀaʙbᴅdᴇeꞓeɢgʜhᴊjĸkʟlʍmπnᴘpʀrᴛtωwχxßbƅb∂d";

    private static final SpoofChecker ICU =
            new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();

    private static final int LINE_LENGTH = 118;

    private NameTableMaker() {}

    static String make() {
        UnicodeSet allowed = allowed();
        return """
                # The characters of names, by UTS #39. NameTableTest makes this file from ICU %s: don't edit it.
                # allowed: what a name may hold beyond ASCII. dots: of these, what looks like the dot of a suffix.
                # signs: what has a part like a sign beside a name. prototypes: what each character looks like.
                """.formatted(icuVersion())
                + section("allowed", ranges(allowed))
                + section("dots", ranges(matching(allowed, c -> skeleton(c).matches("·+"))))
                + section("signs", ranges(matching(allowed, NameTableMaker::isLikeSign)))
                + section("prototypes", prototypes(allowed));
    }

    private static String icuVersion() {
        return VersionInfo.ICU_VERSION.getMajor() + "." + VersionInfo.ICU_VERSION.getMinor();
    }

    /** The letters, digits and marks beyond ASCII that a name may hold. */
    static UnicodeSet allowed() {
        return matching(new UnicodeSet(0x80, Character.MAX_CODE_POINT), NameTableMaker::isAllowed);
    }

    private static boolean isAllowed(int c) {
        boolean letter = Character.isLetterOrDigit(c)
                || Character.getType(c) == Character.NON_SPACING_MARK
                || Character.getType(c) == Character.COMBINING_SPACING_MARK;
        return letter
                && UCharacter.getAge(c).compareTo(UNICODE_OF_JAVA) <= 0
                && (isOfUts39(c) || isOfLivingScript(c) || SPELLINGS.contains(c));
    }

    private static boolean isOfUts39(int c) {
        return UCharacter.getIntPropertyValue(c, UProperty.IDENTIFIER_STATUS) == UCharacter.IdentifierStatus.ALLOWED
                .ordinal();
    }

    /** UTS #39 leaves out scripts that few people use, and Mongolian. Who uses one has a name in it. */
    private static boolean isOfLivingScript(int c) {
        EnumSet<IdentifierType> types = EnumSet.noneOf(IdentifierType.class);
        UCharacter.getIdentifierTypes(c, types);
        return types.equals(Set.of(IdentifierType.LIMITED_USE))
                || UScript.getScript(c) == UScript.MONGOLIAN && types.equals(Set.of(IdentifierType.EXCLUSION));
    }

    private static boolean isLikeSign(int c) {
        return DOTTED_ZEROS.contains(c) || skeleton(c).codePoints().anyMatch(part -> SIGNS.indexOf(part) >= 0);
    }

    private static String skeleton(int c) {
        return ICU.getSkeleton(Character.toString(c));
    }

    private static UnicodeSet matching(UnicodeSet from, IntPredicate condition) {
        UnicodeSet matching = new UnicodeSet();
        for (String c : from) {
            if (condition.test(c.codePointAt(0))) {
                matching.add(c);
            }
        }
        return matching.freeze();
    }

    private static List<String> ranges(UnicodeSet characters) {
        List<String> ranges = new ArrayList<>();
        for (UnicodeSet.EntryRange range : characters.ranges()) {
            boolean one = range.codepoint == range.codepointEnd;
            ranges.add(digits(range.codepoint) + (one ? "" : "-" + digits(range.codepointEnd)));
        }
        return ranges;
    }

    /** Of each character in a decomposed name that looks like more than its own small letter. */
    private static List<String> prototypes(UnicodeSet allowed) {
        UnicodeSet decomposed = new UnicodeSet();
        for (String c : allowed) {
            Normalizer.normalize(c, Normalizer.Form.NFKD).codePoints().forEach(decomposed::add);
        }
        List<String> prototypes = new ArrayList<>();
        for (String c : decomposed.remove(0, 0x7F)) {
            String prototype = ICU.getSkeleton(c)
                    .codePoints()
                    .mapToObj(NameTableMaker::coarser)
                    .collect(Collectors.joining());
            if (!prototype.equals(Character.toString(Character.toLowerCase(c.codePointAt(0))))) {
                prototypes.add(digits(c.codePointAt(0)) + "="
                        + prototype.codePoints().mapToObj(NameTableMaker::digits).collect(Collectors.joining("+")));
            }
        }
        return prototypes;
    }

    /** The prototype of UTS #39 without letter case, and as a letter of ASCII if it looks like one at a glance. */
    private static String coarser(int prototype) {
        int small = Character.toLowerCase(prototype);
        int place = LIKE_ASCII.indexOf(small);
        int letter = small >= 0x80 && place >= 0 ? LIKE_ASCII.charAt(place + 1) : small;
        return letter < 0x80 ? Confusables.prototype((char) letter) : Character.toString(letter);
    }

    private static String digits(int c) {
        return "%04X".formatted(c);
    }

    private static String section(String name, List<String> words) {
        StringBuilder section = new StringBuilder(name).append(' ').append(words.size());
        int length = LINE_LENGTH;
        for (String word : words) {
            length += word.length() + 1;
            boolean next = length >= LINE_LENGTH;
            length = next ? word.length() : length;
            section.append(next ? "\n" : " ").append(word);
        }
        return section.append('\n').toString();
    }
}
