package dev.squall.explore.state;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reader of the state of objects: their fields, and those of the objects that they refer to. Two groups of objects have
 * the same state if no program that starts at the same objects can tell them apart, but by identity hash codes.
 *
 * <ul>
 *   <li>Texts, numbers and enumerations count by value.
 *   <li>Records count by their components. All other objects count once: a second reference says only which object it
 *       refers to. So two equal lists differ from one list that is referred to twice, since a change would tell them
 *       apart.
 *   <li>Collections count in the order of their iteration, also those without a defined order: a node that iterates
 *       over one behaves by that order.
 *   <li>Lambdas count by their code and by what they captured.
 * </ul>
 *
 * <p>Some different states may be told apart although no program would, such as the capacity of a hash table by its
 * order. Never are two states taken for one, but for equal hashes. Not thread-safe.
 */
public final class StateReader {

    private final StateHash hash;
    private final Opaque opaque;
    private final IdentityHashMap<Object, Integer> seen = new IdentityHashMap<>();

    /** Tells the objects that are read by a name only, such as the environment of a node. */
    @FunctionalInterface
    public interface Opaque {

        /** Returns the name of an object that is not read further, from 0 on; -1 for any other object. */
        int name(Object object);
    }

    /** @param hash receives the state */
    public StateReader(StateHash hash, Opaque opaque) {
        this.hash = hash;
        this.opaque = opaque;
    }

    /** Forgets the objects that were seen, so that the next object is read from the beginning. */
    public void clear() {
        seen.clear();
    }

    /**
     * Adds the state of an object to the hash. Takes time linear in the number of objects reached.
     *
     * @throws StateUnknownException if an object is of a type of the Java platform that has no public view of its state
     */
    public void read(Object object) {
        if (object == null) {
            hash.add(Tag.NULL.ordinal());
            return;
        }
        Shape shape = Shape.of(object.getClass());
        if (shape.isValue()) {
            if (shape.isImmutable() || !isSeenAgain(object)) {
                shape.readValue(object, hash);
            }
            return;
        }
        int name = opaque.name(object);
        if (name >= 0) {
            hash.add(Tag.OPAQUE.ordinal()).add(name);
        } else if (shape.isRecord() || !isSeenAgain(object)) {
            hash.add(shape.number());
            readContent(object, shape);
        }
    }

    private boolean isSeenAgain(Object object) {
        Integer place = seen.putIfAbsent(object, seen.size());
        if (place == null) {
            return false;
        }
        hash.add(Tag.AGAIN.ordinal()).add(place);
        return true;
    }

    private void readContent(Object object, Shape shape) {
        if (object instanceof Object[] array) {
            hash.add(array.length);
            for (Object element : array) {
                read(element);
            }
        } else if (object instanceof Collection<?> collection) {
            hash.add(collection.size());
            collection.forEach(this::read);
        } else if (object instanceof Map<?, ?> map) {
            hash.add(map.size());
            map.forEach(this::readEntry);
        } else if (object instanceof Optional<?> optional) {
            read(optional.orElse(null));
        } else {
            shape.readFields(object, hash, this);
        }
    }

    private void readEntry(Object key, Object value) {
        read(key);
        read(value);
    }

    /** First numbers of what is no class. */
    enum Tag {
        NULL,
        OPAQUE,
        AGAIN
    }
}
