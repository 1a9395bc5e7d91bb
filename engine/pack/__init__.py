"""From text to a typed pack: document, shape, build, and the stages that join them."""
