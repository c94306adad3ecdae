"""The kiosk: flows, papers, words, effects, store. No widget, no socket, no serial port."""
