import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.elasticsearch.index.mapper.FieldMapper;
import org.elasticsearch.index.mapper.KeywordFieldMapper;
import org.elasticsearch.index.mapper.Mapper;
import org.elasticsearch.index.mapper.MapperParsingException;
import org.elasticsearch.index.mapper.NumberFieldMapper;
import org.elasticsearch.index.mapper.TextFieldMapper;

/**
 * Field types whose modules cannot be had, each as the nearest type of the server. A mapping may say of a field what the
 * type that it names takes, and nothing else.
 */
final class StandInFields {
    private StandInFields() {}

    static final Map<String, Mapper.TypeParser> parsers = Map.of(
        "match_only_text", new FieldMapper.TypeParser((name, context) -> new TextFieldMapper.Builder(
                name, context.getIndexSettings(), context.getIndexAnalyzers(), context.isWithinMultiField()) {
            @Override
            protected FieldMapper.Parameter<?>[] getParameters() {
                return Arrays.stream(super.getParameters())
                    .filter(parameter -> parameter.name.equals("meta"))
                    .toArray(FieldMapper.Parameter<?>[]::new);
            }
        }),
        "wildcard", like(KeywordFieldMapper.PARSER, Set.of("ignore_above", "null_value")),
        "constant_keyword", like(KeywordFieldMapper.PARSER, Set.of("value")),
        "scaled_float", like(NumberFieldMapper.NumberType.DOUBLE.parser(),
            Set.of("scaling_factor", "coerce", "doc_values", "ignore_malformed", "index", "null_value", "store")));

    private static final Set<String> ofEveryType = Set.of("type", "meta", "fields", "copy_to");
    private static final Set<String> unknownToTheNearest = Set.of("value", "scaling_factor");

    private static Mapper.TypeParser like(Mapper.TypeParser nearest, Set<String> own) {
        return (name, given, context) -> {
            for (String key : given.keySet()) {
                if (!ofEveryType.contains(key) && !own.contains(key)) {
                    throw new MapperParsingException(
                        "unknown parameter [" + key + "] on mapper [" + name + "] of type [" + given.get("type") + "]");
                }
            }
            Map<String, Object> known = new HashMap<>(given);
            known.keySet().removeAll(unknownToTheNearest);
            // Who calls looks whether anything is left in its own map.
            given.clear();
            return nearest.parse(name, known, context);
        };
    }
}
