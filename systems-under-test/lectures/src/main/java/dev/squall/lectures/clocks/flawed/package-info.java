/** Flawed uses of clocks. Each variant reads the wrong clock, or ignores that clocks drift. */
package dev.squall.lectures.clocks.flawed;
