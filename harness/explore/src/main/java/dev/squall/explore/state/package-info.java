/**
 * The state of objects as a number, so that a search recognises a state that it has seen. Open {@link
 * dev.squall.explore.state.StateReader} first.
 */
package dev.squall.explore.state;
