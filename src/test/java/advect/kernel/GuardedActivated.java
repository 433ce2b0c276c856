package advect.kernel;

/** Values and tangents before and after an activation, with all panels guarded. */
record GuardedActivated<A>(
    Activated<A> state, Guarded<A> v, Guarded<A> vdot, Guarded<A> h, Guarded<A> hdot) {

  /** Memory that holds v and v̇, which are read only or overwritten as the activation has it. */
  static <A> GuardedActivated<A> of(Activation activation, Guarded<A> v, Guarded<A> vdot) {
    boolean inPlace = activation.riccati();
    Guarded<A> h = inPlace ? v : blank(v);
    Guarded<A> hdot = inPlace ? vdot : blank(vdot);
    Activated<A> state =
        new Activated<>(
            activation,
            new Dual<>(v.panel(), vdot.panel()),
            new Dual<>(h.panel(), hdot.panel()),
            inPlace ? null : blank(v).panel(),
            inPlace ? null : blank(v).panel());
    return new GuardedActivated<>(state, v, vdot, h, hdot);
  }

  private static <A> Guarded<A> blank(Guarded<A> like) {
    return Guarded.of(like.kernels(), like.shape(), new double[like.shape().size()]);
  }

  /** Applies the activation. */
  GuardedActivated<A> activate() {
    v.kernels().activate(state, vdot.panel());
    return this;
  }

  /** Takes [h̄ | ḣ̄] to [v̄ | v̇̄], in place. */
  void backward(Guarded<A> vbar, Guarded<A> vdotBar) {
    v.kernels().activateBackward(state, vdot.panel(), new Dual<>(vbar.panel(), vdotBar.panel()));
  }
}
