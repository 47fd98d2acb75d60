package dev.squall.check.linear.model;

import dev.squall.history.EdnWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A set with {@code add}, {@code remove} and {@code contains} of an element, and {@code read} of all elements. The
 * result of the first three is {@code true} or {@code false}, or a pair such as {@code [element true]}. For add and
 * remove, the result true means that the set changed; a result of nil or the element means only that the operation took
 * effect. A completed read of nil, or contains without a result, is ignored. No state explains a read with a duplicate
 * element.
 *
 * <p>Elements are independent, so a history without {@code read} is checked element by element.
 */
public record ElementSet() implements SetModel {

    private static final String ADD = "add";
    private static final String REMOVE = "remove";
    private static final String CONTAINS = "contains";
    private static final String READ = "read";

    @Override
    public String name() {
        return "set";
    }

    @Override
    public Set<String> observingFunctions() {
        return Set.of("read", "contains");
    }

    @Override
    public Object initialState() {
        return Set.of();
    }

    @Override
    public Optional<Call> call(String function, Object argument, boolean completed, Object result) {
        return switch (function) {
            case ADD, REMOVE ->
                Optional.of(new Call(
                        function,
                        Arguments.present(function, argument),
                        completed ? changed(function, argument, result) : null));
            case CONTAINS -> {
                Object element = Arguments.present(function, argument);
                Boolean answer = completed ? answer(argument, result) : null;
                yield answer == null ? Optional.empty() : Optional.of(new Call(CONTAINS, element, answer));
            }
            case READ ->
                completed && result != null ? Optional.of(new Call(READ, null, elements(result))) : Optional.empty();
            default -> throw Arguments.unknownFunction(name(), function, "add, remove, contains or read");
        };
    }

    private static Boolean answer(Object element, Object result) {
        Object answer = result instanceof List<?> pair && pair.size() == 2 ? pair.get(1) : result;
        return answer instanceof Boolean said && !(element instanceof Boolean) ? said : null;
    }

    private static Boolean changed(String function, Object element, Object result) {
        Boolean answer = answer(element, result);
        if (answer == null) {
            Arguments.same(function, element, result);
        }
        return answer;
    }

    /** Returns the elements as a set; as a list, which equals no state, if there is a duplicate. */
    private static Collection<Object> elements(Object result) {
        if (!(result instanceof Collection<?> read)) {
            throw new IllegalArgumentException(
                    "found read with the value " + EdnWriter.toEdn(result) + ", expected the elements of the set");
        }
        Set<Object> elements = new LinkedHashSet<>();
        read.forEach(element -> elements.add(Arguments.normal(element)));
        return elements.size() == read.size()
                ? Collections.unmodifiableSet(elements)
                : Collections.unmodifiableList(new ArrayList<>(read));
    }

    @Override
    public Object step(Object state, Call call) {
        Set<?> elements = (Set<?>) state;
        if (call.function().equals(READ)) {
            return elements.equals(call.result()) ? state : INCONSISTENT;
        }
        boolean found = elements.contains(call.argument());
        boolean wanted =
                call.function().equals(CONTAINS) ? found : call.function().equals(ADD);
        boolean truth = call.function().equals(CONTAINS) ? found : found != wanted;
        if (call.result() != null && !call.result().equals(truth)) {
            return INCONSISTENT;
        }
        return found == wanted ? state : with(elements, call.argument(), wanted);
    }

    private static Set<Object> with(Set<?> elements, Object element, boolean present) {
        Set<Object> changed = new LinkedHashSet<>(elements);
        if (present) {
            changed.add(element);
        } else {
            changed.remove(element);
        }
        return Collections.unmodifiableSet(changed);
    }

    @Override
    public boolean isObserver(Call call) {
        return call.result() != null && (isRead(call) || call.function().equals(CONTAINS) || !(Boolean) call.result());
    }

    private static boolean isRead(Call call) {
        return call.function().equals(READ);
    }

    @Override
    public Object requiredState(Call call) {
        return isRead(call) ? call.result() : DEPENDS;
    }

    @Override
    public Object leftState(Call call) {
        return isRead(call) ? call.result() : DEPENDS;
    }

    @Override
    public Optional<Object> partOf(Call call) {
        return Optional.ofNullable(call.argument());
    }

    @Override
    public boolean isAddition(Call call) {
        return call.function().equals(ADD) && call.result() == null;
    }

    @Override
    public boolean isReadOfAll(Call call) {
        return isRead(call) && call.result() instanceof Set;
    }
}
