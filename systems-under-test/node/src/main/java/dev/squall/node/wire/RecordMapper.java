package dev.squall.node.wire;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.squall.node.Body;
import dev.squall.node.Fact;
import dev.squall.node.StableRecord;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.ErrorReply;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Jackson's configuration for the records of a vocabulary. The mapper maps record components only, checks that they are
 * present and have the right type, and ignores unknown keys.
 *
 * <p>A value whose static type is {@link Body}, {@link StableRecord} or {@link Fact} carries its wire type. Reading
 * looks the wire type up in the vocabulary, never as a class name.
 */
final class RecordMapper {

    private static final Pattern MISSING = Pattern.compile("^Missing required creator property '(\\w+)'");
    private static final Pattern KNOWN = Pattern.compile("known type ids = \\[(.*?)\\]");

    private static final String TOO_LARGE = "it is beyond the range of a double";

    private RecordMapper() {}

    static JsonMapper of(Vocabulary vocabulary) {
        JsonMapper.Builder builder = JsonMapper.builder()
                .annotationIntrospector(new ComponentsAreRequired())
                .visibility(PropertyAccessor.ALL, Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
                .enable(DeserializationFeature.USE_LONG_FOR_INTS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                // Some languages end a line at U+0085 or U+2028. An unpaired surrogate has no UTF-8.
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .withCoercionConfig(LogicalType.Textual, config -> config.setCoercion(
                                CoercionInputShape.Integer, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
        for (Class<?> kind : new Class<?>[] {Body.class, StableRecord.class, Fact.class}) {
            builder.addMixIn(kind, WithWireType.class);
        }
        builder.addModule(new SimpleModule().addDeserializer(Number.class, new FiniteNumber()));
        register(builder, vocabulary.bodies());
        register(builder, vocabulary.stableRecords());
        register(builder, vocabulary.facts());
        return builder.build();
    }

    /** Returns every record class of the vocabulary, of every kind. */
    static Set<Class<?>> classes(Vocabulary vocabulary) {
        return Stream.of(vocabulary.bodies(), vocabulary.stableRecords(), vocabulary.facts())
                .map(Map::values)
                .flatMap(Collection::stream)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Returns the shape of a record in JSON, for error messages. */
    static String shape(Class<?> type) {
        if (!type.isRecord()) {
            return "a " + type.getSimpleName() + " whose 'type' is in the program's vocabulary";
        }
        return Arrays.stream(type.getRecordComponents())
                .map(component -> ", " + key(component) + ": " + json(component.getGenericType()))
                .collect(Collectors.joining("", "{type: " + Vocabulary.wireType(type), "}"));
    }

    /** Returns a JSON type in the words of the protocol, such as {@code list of integers}. */
    private static String json(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == Map.class
                    ? "object with values: " + json(arguments[1])
                    : "list of: " + json(arguments[0]);
        }
        if (type == String.class || type instanceof Class<?> named && named.isEnum()) {
            return "string";
        } else if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        } else if (type == int.class || type == long.class || type == Long.class || type == Integer.class) {
            return "integer";
        } else if (type instanceof Class<?> named && (named.isPrimitive() || Number.class.isAssignableFrom(named))) {
            return "number";
        }
        return type == Object.class ? "any JSON value" : "object";
    }

    /** Returns one clause on what is wrong with a JSON text, for people who do not know the classes. */
    static String problem(JsonProcessingException e) {
        String field = field(e);
        if (e instanceof InvalidTypeIdException typeless) {
            return typeless.getTypeId() == null
                    ? "'type' " + (field == null ? "" : "of '" + field + "' ") + "is missing"
                    : "the type '" + typeless.getTypeId() + "' is unknown";
        }
        Matcher missing = MISSING.matcher(e.getOriginalMessage());
        if (missing.find()) {
            return "'" + missing.group(1) + "' is missing";
        }
        if (e.getOriginalMessage().contains(TOO_LARGE)) {
            return "a number is beyond the range of a double";
        }
        return field == null ? "a value has the wrong type" : "'" + field + "' has a value of the wrong type";
    }

    /** Returns the name of the innermost field that is wrong, or null if none is known. */
    private static String field(JsonProcessingException e) {
        List<JsonMappingException.Reference> path =
                e instanceof MismatchedInputException mismatch ? mismatch.getPath() : List.of();
        return path.isEmpty() ? null : path.get(path.size() - 1).getFieldName();
    }

    /** Returns the shape that a JSON text should have had, of the record inside it that is wrong. */
    static String expected(JsonProcessingException e, Class<?> whole) {
        Matcher known = KNOWN.matcher(e.getOriginalMessage());
        if (e instanceof InvalidTypeIdException && known.find()) {
            return "{type: " + known.group(1).replace(", ", " | ") + ", ...}";
        }
        boolean isInside = e instanceof MismatchedInputException mismatch
                && mismatch.getTargetType() != null
                && mismatch.getTargetType().isRecord();
        return shape(isInside ? ((MismatchedInputException) e).getTargetType() : whole);
    }

    private static String key(RecordComponent component) {
        JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null ? component.getName() : renamed.value();
    }

    private static <T> void register(JsonMapper.Builder builder, Map<String, Class<? extends T>> types) {
        types.forEach((wireType, recordClass) -> builder.registerSubtypes(new NamedType(recordClass, wireType)));
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface WithWireType {}

    /** Deserializer that rejects numbers beyond the range of a double, which would all become an equal infinity. */
    private static final class FiniteNumber extends StdDeserializer<Number> {

        private static final long serialVersionUID = 1L;

        FiniteNumber() {
            super(Number.class);
        }

        @Override
        public Number deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (json.currentToken() != JsonToken.VALUE_NUMBER_FLOAT) {
                return json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? json.getBigIntegerValue()
                        : (Number) json.getLongValue();
            }
            double value = json.getDoubleValue();
            return Double.isInfinite(value)
                    ? (Number) context.handleWeirdNumberValue(Number.class, value, TOO_LARGE)
                    : (Number) value;
        }
    }

    /** Rejects a missing component, except an error's text, which the protocol makes optional. */
    private static final class ComponentsAreRequired extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasRequiredMarker(AnnotatedMember member) {
            return member.getDeclaringClass().isRecord() && member.getDeclaringClass() != ErrorReply.class;
        }
    }
}
