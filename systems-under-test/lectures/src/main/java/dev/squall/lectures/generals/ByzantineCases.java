package dev.squall.lectures.generals;

import dev.squall.lectures.generals.Strategy.Word;
import dev.squall.lectures.generals.TwoGeneralsProgram.LateNode;
import dev.squall.node.Environment;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import dev.squall.system.Enumeration;
import dev.squall.system.Enumeration.Effort;
import dev.squall.system.Enumeration.Finding;
import dev.squall.world.WorldException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Cases of the Byzantine generals: strategies of traitors among three, four and seven generals (lecture 2.2). */
final class ByzantineCases {

    /** Enumeration of every strategy of one traitor among four generals, as commander and as lieutenant. */
    static final Enumeration FOUR_GENERALS = ByzantineCases::fourGenerals;

    /** Strategies of two traitors among seven generals, drawn at random from the seed for every pair of traitors. */
    static final Enumeration SEVEN_GENERALS = effort -> sevenGenerals(2, effort);

    /**
     * Enumeration of every strategy of one traitor among three generals, for every pair of the lieutenants' decision
     * rules.
     */
    static final Enumeration THREE_GENERALS = ByzantineCases::threeGenerals;

    private static final int WORDS = Word.values().length;

    /** Number of strategies drawn for each pair of traitors, half of them colluding. */
    private static final int DRAWN_FOR_EACH_PAIR = 4_800;

    private ByzantineCases() {}

    /** Program of a cluster of generals in which a case makes some generals traitors. */
    private record Generals(
            List<Integer> traitors, Function<Environment, Node> traitor, Function<Environment, Node> loyal)
            implements NodeProgram {

        @Override
        public Node create(Environment environment, Map<String, String> options) {
            return new LateNode(() -> {
                int index = environment.nodeIds().indexOf(environment.nodeId());
                return (traitors.contains(index) ? traitor : loyal).apply(environment);
            });
        }

        @Override
        public Vocabulary vocabulary() {
            return GeneralsMessages.VOCABULARY;
        }

        SimulatedCases field(int size) {
            return new SimulatedCases(this, Map.of(), size);
        }

        /** Returns true if two loyal generals decided differently. */
        boolean isSplit(boolean[] attacks) {
            boolean anyAttack = false;
            boolean anyRetreat = false;
            for (int i = 0; i < attacks.length; i++) {
                if (!traitors.contains(i)) {
                    anyAttack |= attacks[i];
                    anyRetreat |= !attacks[i];
                }
            }
            return anyAttack && anyRetreat;
        }
    }

    /**
     * The only traitor, in an algorithm that tolerates one traitor. A traitorous commander sends one message to every
     * lieutenant, a traitorous lieutenant one to every other lieutenant. The traitor's strategy is a number in base 3
     * with one digit for each receiver.
     */
    private static final class LoneTraitor implements Strategy {

        private final int traitor;
        private final Generals generals;
        private final SimulatedCases field;
        private final int receivers;
        private int code;

        LoneTraitor(int traitor, int size, Function<Environment, Node> loyal) {
            this.traitor = traitor;
            generals = new Generals(List.of(traitor), environment -> new Traitor(environment, 1, 1, this), loyal);
            field = generals.field(size);
            receivers = traitor == 0 ? size - 1 : size - 2;
        }

        @Override
        public Word word(long battle, List<String> path, String to) {
            int receiver = Integer.parseInt(to.substring(1)) - 1;
            int digit = receiver - 1 - (traitor > 0 && receiver > traitor ? 1 : 0);
            return digit(digit);
        }

        private Word digit(int digit) {
            return Word.values()[code / power(digit) % WORDS];
        }

        private static int power(int exponent) {
            int power = 1;
            for (int i = 0; i < exponent; i++) {
                power *= WORDS;
            }
            return power;
        }

        /**
         * Returns the number of strategies of this traitor. A lieutenant's strategies count once for each of the two
         * orders of the loyal commander.
         */
        int strategies() {
            return power(receivers) * (traitor == 0 ? 1 : 2);
        }

        /** Returns true if the strategy with this number, from 0, splits the loyal generals. */
        boolean splits(int strategy) {
            code = strategy % power(receivers);
            return generals.isSplit(field.fight(isAttackOrdered(strategy)));
        }

        private boolean isAttackOrdered(int strategy) {
            return strategy / power(receivers) == 0;
        }

        /** Returns a description of the strategy with this number. */
        String words(int strategy) {
            code = strategy % power(receivers);
            List<String> said = new ArrayList<>();
            for (int digit = 0; digit < receivers; digit++) {
                int receiver = digit + 1 + (traitor > 0 && digit + 1 >= traitor ? 1 : 0);
                said.add(digit(digit).name().toLowerCase(Locale.ROOT) + " to n" + (receiver + 1));
            }
            return "the traitor n" + (traitor + 1)
                    + (traitor == 0
                            ? ", as commander, says "
                            : ", when n1 orders to " + (isAttackOrdered(strategy) ? "attack" : "retreat") + ", says ")
                    + String.join(" and ", said);
        }
    }

    private static Node loyal(Environment environment) {
        return new LoyalGeneral(environment, 1, 1);
    }

    private static Finding fourGenerals(Effort effort) {
        int asCommander = 0;
        int cases = 0;
        for (int traitor = 0; traitor < 4; traitor++) {
            LoneTraitor lone = new LoneTraitor(traitor, 4, ByzantineCases::loyal);
            for (int strategy = 0; strategy < lone.strategies(); strategy++) {
                cases++;
                if (lone.splits(strategy)) {
                    return new Finding(false, "the loyal of 4 generals differ: " + lone.words(strategy), cases);
                }
            }
            asCommander = traitor == 0 ? cases : asCommander;
        }
        return new Finding(
                true,
                "all " + cases + " strategies of one traitor among 4 generals (" + asCommander + " as commander, "
                        + (cases - asCommander) + " as lieutenant): the loyal agreed, and obeyed a loyal commander",
                cases);
    }

    /** Runs random strategies of two traitors among seven generals that run the algorithm OM(tolerated). */
    static Finding sevenGenerals(int tolerated, Effort effort) {
        AtomicInteger done = new AtomicInteger();
        List<Callable<String>> tasks = new ArrayList<>();
        int forEachPair = DRAWN_FOR_EACH_PAIR * effort.factor();
        for (int first = 0; first < 7; first++) {
            for (int second = first + 1; second < 7; second++) {
                List<Integer> traitors = List.of(first, second);
                tasks.add(() -> pairOfTraitors(traitors, tolerated, forEachPair, effort, done));
            }
        }
        List<String> complaints = inParallel(effort.threads(), tasks);
        int cases = done.get();
        return complaints.stream()
                .filter(complaint -> !complaint.isEmpty())
                .findFirst()
                .map(complaint -> new Finding(false, complaint, cases))
                .orElseGet(() -> new Finding(
                        true,
                        String.format(
                                Locale.ROOT,
                                "%,d strategies of two traitors among 7 generals, drawn from the seed for each of %d"
                                        + " pairs of traitors, %,d of them colluding: the loyal agreed, and obeyed a"
                                        + " loyal commander",
                                cases,
                                tasks.size(),
                                cases / 2),
                        cases));
    }

    /**
     * Runs battles with strategies drawn at random. Returns a description of the first battle in which loyal generals
     * decide differently, empty if there is no such battle.
     */
    private static String pairOfTraitors(
            List<Integer> traitors, int tolerated, int battles, Effort effort, AtomicInteger done) {
        Map<String, Strategy> strategies = Strategies.named(effort.seed());
        Strategy random = strategies.get("random");
        Strategy collude = strategies.get("collude");
        Strategy mixed = (battle, path, to) -> (battle % 2 == 0 ? random : collude).word(battle, path, to);
        Generals generals = new Generals(
                traitors,
                environment -> new Traitor(environment, 1, tolerated, mixed),
                environment -> new LoyalGeneral(environment, 1, tolerated));
        SimulatedCases field = generals.field(7);
        for (int i = 0; i < battles && !effort.isStopped().getAsBoolean(); i++) {
            long battle = field.nextBattle();
            boolean isSplit = generals.isSplit(field.fight(battle / 2 % 2 == 0));
            effort.onProgress().accept(done.incrementAndGet());
            if (isSplit) {
                return "the loyal of 7 generals differ: traitors n" + (traitors.get(0) + 1) + " and n"
                        + (traitors.get(1) + 1) + ", battle " + battle + " of strategy seed " + effort.seed();
            }
        }
        return "";
    }

    private static Finding threeGenerals(Effort effort) {
        String example = "";
        int strategies = 0;
        for (int traitor = 0; traitor < 3; traitor++) {
            LoneTraitor lone = new LoneTraitor(traitor, 3, ByzantineCases::loyal);
            for (int strategy = 0; strategy < lone.strategies(); strategy++) {
                strategies++;
                if (example.isEmpty() && lone.splits(strategy)) {
                    example = lone.words(strategy);
                }
            }
        }
        AtomicInteger battles = new AtomicInteger();
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int rule = 0; rule < TwoRoundGeneral.RULES; rule++) {
            int ruleOfSecond = rule;
            tasks.add(() -> unsplitPairs(ruleOfSecond, effort, battles));
        }
        int unsplit = inParallel(effort.threads(), tasks).stream()
                .mapToInt(Integer::intValue)
                .sum();
        int pairs = TwoRoundGeneral.RULES * TwoRoundGeneral.RULES;
        String words = String.format(
                Locale.ROOT,
                "against 3 generals %s; of all %,d pairs of two-round rules (%d for each lieutenant) %s has a splitting"
                        + " strategy among all %d, seen in %,d battles",
                example.isEmpty() ? "no strategy splits OM(1)" : "a strategy splits OM(1): " + example,
                pairs,
                TwoRoundGeneral.RULES,
                unsplit == 0 ? "each" : String.format(Locale.ROOT, "not each (%,d do not)", unsplit),
                strategies,
                battles.get());
        return new Finding(!example.isEmpty() && unsplit == 0, words, battles.get());
    }

    /**
     * Returns the number of rules of general n3 for which, with this rule of n2, no strategy splits the loyal generals.
     */
    private static int unsplitPairs(int ruleOfSecond, Effort effort, AtomicInteger battles) {
        int[] ruleOfThird = {0};
        Function<Environment, Node> lieutenants = environment -> new TwoRoundGeneral(
                environment, 1, () -> environment.nodeId().equals("n2") ? ruleOfSecond : ruleOfThird[0]);
        List<LoneTraitor> traitors = new ArrayList<>();
        for (int traitor = 0; traitor < 3; traitor++) {
            traitors.add(new LoneTraitor(traitor, 3, lieutenants));
        }
        int unsplit = 0;
        for (; ruleOfThird[0] < TwoRoundGeneral.RULES && !effort.isStopped().getAsBoolean(); ruleOfThird[0]++) {
            unsplit += isSplitByAny(traitors, battles) ? 0 : 1;
        }
        effort.onProgress().accept(battles.get());
        return unsplit;
    }

    private static boolean isSplitByAny(List<LoneTraitor> traitors, AtomicInteger battles) {
        for (LoneTraitor traitor : traitors) {
            for (int strategy = 0; strategy < traitor.strategies(); strategy++) {
                battles.incrementAndGet();
                if (traitor.splits(strategy)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Runs tasks in a thread pool of the given size, and returns the tasks' results in order. */
    private static <T> List<T> inParallel(int threads, List<Callable<T>> tasks) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : pool.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new WorldException("a case failed: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorldException("interrupted while the cases ran", e);
        } finally {
            pool.shutdownNow();
        }
    }
}
