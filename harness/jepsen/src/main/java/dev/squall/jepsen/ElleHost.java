package dev.squall.jepsen;

import clojure.java.api.Clojure;
import clojure.lang.IFn;
import clojure.lang.PersistentVector;
import dev.squall.history.History;
import dev.squall.history.Keyword;
import dev.squall.history.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Main class of the JVM that runs Elle. */
final class ElleHost {

    static final Keyword MODEL = new Keyword("model");
    static final Keyword LEVELS = new Keyword("levels");
    static final Keyword TIME_LIMIT_MILLIS = new Keyword("time-limit-millis");
    static final Keyword RESULTS = new Keyword("results");

    private static final String NAMESPACE = "squall.jepsen.elle";

    private final IFn analyse;

    private ElleHost() {
        Clojure.var("clojure.core", "require").invoke(Clojure.read(NAMESPACE));
        analyse = Clojure.var(NAMESPACE, "analyse");
    }

    public static void main(String[] arguments) throws IOException {
        EngineHost.serve(() -> new ElleHost()::judge);
    }

    private Map<Keyword, Object> judge(Map<?, ?> options, History history) {
        List<Object> operations = new ArrayList<>(history.operations().size());
        for (Operation operation : history.operations()) {
            Map<Keyword, Object> map = new LinkedHashMap<>();
            map.put(new Keyword("type"), new Keyword(operation.type().name().toLowerCase(Locale.ROOT)));
            map.put(new Keyword("process"), operation.process());
            map.put(new Keyword("f"), new Keyword(operation.function()));
            map.put(new Keyword("value"), operation.value());
            operations.add(ClojureData.toClojure(map));
        }
        Object results = analyse.invoke(
                options.get(MODEL),
                ClojureData.toClojure(options.get(LEVELS)),
                PersistentVector.create(operations),
                options.get(TIME_LIMIT_MILLIS));
        return Map.of(RESULTS, ClojureData.fromClojure(results));
    }
}
