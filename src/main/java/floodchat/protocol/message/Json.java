package floodchat.protocol.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.InjectableValues;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Writes and reads bodies as JSON, with the tightest limits that a body allows. Loading this class costs a good part of
 * the start, so nothing uses it before the first envelope is written or read.
 */
final class Json {
    /** A body is flat. Unknown properties of a later version may nest a little. */
    private static final int MAX_DEPTH = 8;

    /** A body has at most 12 properties. A later version may have more. */
    private static final int MAX_TOKENS = 256;

    private static final int MAX_PROPERTY_NAME_LENGTH = 64;

    /** The largest number in use has 16 digits. */
    private static final int MAX_NUMBER_LENGTH = 20;

    /** The name of what stands for a property that is left out: {@link Absent#NONE}. */
    static final String NOT_ABSENT = "not absent";

    private static final JsonMapper MAPPER = mapper();

    private Json() {}

    static byte[] write(Body body) {
        return MAPPER.writeValueAsBytes(body);
    }

    /** Null if this is no such body. The JSON value null is of every type, so it is read as null too. */
    static <B extends Body> @Nullable B read(byte[] utf8, Class<B> type) {
        try {
            String json = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
            return MAPPER.readValue(json, type);
        } catch (JacksonException | CharacterCodingException _) {
            return null;
        }
    }

    private static JsonMapper mapper() {
        return JsonMapper.builder(factory())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(LogicalType.Textual, textual -> {
                    textual.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                    textual.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                    textual.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                })
                .injectableValues(new InjectableValues.Std().addValue(NOT_ABSENT, Absent.NONE))
                .build();
    }

    private static JsonFactory factory() {
        return JsonFactory.builder().streamReadConstraints(constraints()).build();
    }

    private static StreamReadConstraints constraints() {
        return StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxDocumentLength(Envelope.MAX_BODY_BYTES)
                .maxTokenCount(MAX_TOKENS)
                .maxStringLength(Bounds.MAX_TEXT_BYTES)
                .maxNameLength(MAX_PROPERTY_NAME_LENGTH)
                .maxNumberLength(MAX_NUMBER_LENGTH)
                .build();
    }
}
