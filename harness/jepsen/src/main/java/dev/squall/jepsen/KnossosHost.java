package dev.squall.jepsen;

import clojure.java.api.Clojure;
import clojure.lang.IFn;
import dev.squall.check.linear.certificate.SequentialObject;
import dev.squall.check.linear.model.Model;
import dev.squall.check.linear.model.Models;
import dev.squall.history.History;
import dev.squall.history.Keyword;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Main class of the JVM that runs Knossos. */
final class KnossosHost {

    static final Keyword MODEL = new Keyword("model");
    static final Keyword INITIAL = new Keyword("initial");
    static final Keyword KEYED = new Keyword("keyed");
    static final Keyword ALGORITHM = new Keyword("algorithm");
    static final Keyword TIME_LIMIT_MILLIS = new Keyword("time-limit-millis");
    static final Keyword INDEX = new Keyword("index");
    static final Keyword KEY = new Keyword("key");

    private static final String NAMESPACE = "squall.jepsen.knossos";

    private final IFn analyse;
    private final IFn ownModel;
    private final IFn stepped;

    private KnossosHost() {
        Clojure.var("clojure.core", "require").invoke(Clojure.read(NAMESPACE));
        analyse = Clojure.var(NAMESPACE, "analyse");
        ownModel = Clojure.var(NAMESPACE, "own-model");
        stepped = Clojure.var(NAMESPACE, "stepped");
    }

    public static void main(String[] arguments) throws IOException {
        EngineHost.serve(() -> new KnossosHost()::judge);
    }

    /**
     * Judges each object separately (Herlihy and Wing, 1990: linearizability is local), with one time limit for all of
     * them.
     */
    private Map<Keyword, Object> judge(Map<?, ?> options, History history) {
        Model model = Models.named((String) options.get(MODEL)).factory().apply(options.get(INITIAL));
        boolean keyed = (Boolean) options.get(KEYED);
        long endNanos = System.nanoTime() + 1_000_000 * (Long) options.get(TIME_LIMIT_MILLIS);
        Object own = ownModel.invoke(model.name(), KnossosProblem.ownInitial(options.get(INITIAL)));
        SequentialObject object = SequentialObject.of(model);
        List<KnossosProblem> problems = own == null
                ? KnossosProblem.stepped(history, keyed, object)
                : KnossosProblem.forOwnModels(history, keyed, options.get(INITIAL));
        Map<Keyword, Object> worst = EngineHost.answer(true, EngineHost.CAUSE, null);
        for (KnossosProblem problem : problems) {
            long millis = (endNanos - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return EngineHost.answer(EngineHost.UNKNOWN, EngineHost.CAUSE, "timeout");
            }
            Object start = own == null ? stepped.invoke(object.initialState(), problem.effects()) : own;
            Map<?, ?> found = (Map<?, ?>) analyse.invoke(start, problem.operations(), options.get(ALGORITHM), millis);
            Map<?, ?> ours = (Map<?, ?>) ClojureData.fromClojure(found);
            if (Boolean.FALSE.equals(ours.get(EngineHost.VALID))) {
                Map<Keyword, Object> violation = EngineHost.answer(false, INDEX, ours.get(INDEX));
                violation.put(KEY, problem.key());
                return violation;
            }
            if (!Boolean.TRUE.equals(ours.get(EngineHost.VALID))) {
                worst = EngineHost.answer(
                        EngineHost.UNKNOWN, EngineHost.CAUSE, String.valueOf(ours.get(EngineHost.CAUSE)));
            }
        }
        return worst;
    }
}
