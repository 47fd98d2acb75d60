/** Models of the objects that histories are checked against, and the list of them. */
package dev.squall.check.linear.model;
