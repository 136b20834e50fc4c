using Reconciler.Core.Compiling;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Kernel.Applying;
using Reconciler.Kernel.Inspecting;
using Reconciler.Kernel.Observing;
using Reconciler.Kernel.Watching;
using Reconciler.Netlink;

namespace Reconciler.Kernel;

/// <summary>
/// Makes the kernel agree with documents. Every run reads all that it needs, decides, applies, and reads again; what fails is
/// undone.
/// </summary>
public sealed class Reconciliation
{
    private const int Attempts = 3;

    private readonly HostKernel kernel;
    private readonly DocumentSet documents;
    private readonly PlanChoices choices;
    private readonly Observation observation;
    private readonly Lazy<ValueList<NamespaceId>> containers;

    // The last run after which nothing was left to do; for other documents, maybe.
    private PlannedRun? verified;

    /// <param name="choices">What the plans may do; <see cref="PlanChoices.Default"/> unless said.</param>
    public Reconciliation(HostKernel kernel, DocumentSet documents, PlanChoices? choices = null)
        : this(kernel, documents, choices ?? PlanChoices.Default, new(kernel, choices?.Adopts ?? []))
    {
    }

    private Reconciliation(HostKernel kernel, DocumentSet documents, PlanChoices choices, Observation observation)
    {
        this.kernel = kernel;
        this.documents = documents;
        this.choices = choices;
        this.observation = observation;
        containers = new(() => documents.Claiming.Select(a => Compiler.NamespaceOf(a.Spec.Container)).Distinct().ToValueList());
    }

    /// <summary>Whether it plans again, a few times, when others change the host meanwhile; otherwise that is a fault, and what was done is undone.</summary>
    public bool PlansAgain { get; init; } = true;

    /// <summary>
    /// Hears what happens between the first reading and the one that verifies: that one is then only about what the plan changed and what the
    /// kernel told of, as far as that is less than everything.
    /// </summary>
    public KernelWatch? Watch { get; set; }

    /// <summary>Whether the last run was about a part, and nothing came in between that is not.</summary>
    public bool IsPartial => verified is { IsPartial: true };

    /// <summary>What the kernel agreed with after the last run; nothing where it did not.</summary>
    public Wanted Wanted => verified?.Wanted ?? Wanted.Nothing;

    /// <summary>The same host for other documents, knowing what is known of it.</summary>
    public Reconciliation For(DocumentSet others, PlanChoices choicesOfThose) =>
        new(kernel, others, choicesOfThose, observation) { PlansAgain = PlansAgain, Watch = Watch, verified = choices.Prunes ? verified : null };

    /// <summary>Reads the kernel and plans. What forbids it, missing privileges too, is among the plan's diagnostics.</summary>
    public PlannedRun Plan() => Plan(run => Inspection.Of(kernel, run.Wanted.All, run.Before));

    /// <inheritdoc cref="Plan()"/>
    /// <param name="inspect">Tells what of the host, besides resources, is in the way.</param>
    internal PlannedRun Plan(Func<PlannedRun, IEnumerable<Diagnostic>> inspect)
    {
        try
        {
            PlannedRun run = PlanFrom(observation.Read(new(containers.Value, [])));
            int found = run.Scope.Namespaces.Concat(run.Before.Namespaces).Distinct().Count(id => !id.IsHost);
            Diagnostic[] limit = DescriptorLimit.Check(found) is Diagnostic fault ? [fault] : [];
            return run with { Plan = run.Plan with { Diagnostics = [.. run.Plan.Diagnostics, .. limit, .. inspect(run)] } };
        }
        catch (NetlinkException e)
        {
            return Unplanned(KernelDiagnostics.NoHost(kernel.Options.Namespace, e));
        }
    }

    /// <summary>Reads and plans what the kernel told of, and nothing else: a run before this one left everything as wished.</summary>
    /// <returns><c>null</c>: it takes a whole <see cref="Plan()"/> to know.</returns>
    /// <exception cref="NetlinkException">The kernel cannot be read.</exception>
    public PlannedRun? PlanAgain(KernelNews news)
    {
        Touched touched = new();
        return verified is not null && touched.TryAdd(news) ? PlanAgain(verified, touched, []) : null;
    }

    /// <summary>Reads what the kernel told of, and plans for the documents: a run before this one left everything as others wished it.</summary>
    /// <returns><c>null</c>: it takes a whole <see cref="Plan()"/> to know.</returns>
    public PlannedRun? PlanOnward(KernelNews news)
    {
        Touched touched = new();
        try
        {
            return verified is { Plan.IsUncertain: false } && choices.Prunes && touched.TryAdd(news) ? PlanOnward(verified, touched) : null;
        }
        catch (NetlinkException)
        {
            // A whole plan meets the same, and says so.
            return null;
        }
    }

    /// <summary>
    /// Carries a plan out, and verifies it: the kernel is read again and compared. What others did meanwhile is planned for again, a few
    /// times. A cancelled run is undone.
    /// </summary>
    /// <param name="progress">Is told each step that took effect, an undo's as well.</param>
    public Outcome Apply(PlannedRun run, IProgress<Step>? progress, CancellationToken cancellation)
    {
        if (run.Plan.HasErrors)
            return new(OutcomeKind.Refused, run.Plan, [], []);
        if (run.Plan.IsEmpty)
            return Verified(run, OutcomeKind.Unchanged, run.Plan);
        PlannedRun current = run;
        try
        {
            Listen(run.Before.Namespaces);
            Execution execution = new(kernel, progress);
            for (int attempt = 1; ; attempt++)
            {
                bool isLast = !PlansAgain || attempt == Attempts;
                bool isFinished = execution.TryRun(current.Plan, hostMayMove: !isLast, cancellation);
                PlannedRun lacking = Lacking(current);
                if (lacking.Plan.HasErrors || (isLast && !lacking.Plan.IsEmpty))
                    return Undo(run, current.Plan, Differences(lacking.Plan), progress);
                if (isFinished && lacking.Plan.IsEmpty)
                    return Verified(lacking, OutcomeKind.Applied, current.Plan);
                current = lacking;
            }
        }
        catch (OperationCanceledException)
        {
            return Undo(run, current.Plan, [], progress);
        }
        catch (StepRefusedException e)
        {
            return Undo(run, current.Plan, [Refusal(e)], progress);
        }
    }

    /// <summary>Gets ready for repairs, so that the first one takes no longer than others.</summary>
    public void Prepare() => verified?.Wanted.Prepare();

    /// <summary>Leads back to how everything was before a run that was carried out.</summary>
    /// <returns><see cref="OutcomeKind.Undone"/>, or what remains.</returns>
    public Outcome TakeBack(PlannedRun run) => Undo(run, run.Plan, [], null);

    private PlannedRun? PlanOnward(PlannedRun known, Touched touched)
    {
        touched.Sought.UnionWith(containers.Value.Except(known.Scope.Namespaces));
        if (observation.ReadAgain(known.Before, known.Scope, touched) is not PartialReading reading)
            return null;
        (Compilation compilation, ObservationScope scope) = Compile(reading.Now);
        if (compilation.IsUncertain)
            return null;
        Snapshot before = observation.With(reading.Now, scope.Sysctls.Except(known.Scope.Sysctls));
        Plan plan = Planner.Onward(known.Wanted, compilation, before, reading.Part);
        return plan.HasErrors || IsInTheWay(plan, before) ? null : new(plan, before, scope) { Wanted = compilation.Wanted, IsPartial = true };
    }

    // Whoever has a port that is to be published; who has one that is published already is only warned of.
    private bool IsInTheWay(Plan plan, Snapshot before)
    {
        IEnumerable<Desired> come = plan.Changes.Select(c => c.Change).Where(c => c is not Change.Delete).Select(c => new Desired(c.Subject, c.Origin));
        return PortInspection.Of(kernel, come, before).Any(d => d.Severity == Severity.Error);
    }

    private PlannedRun Lacking(PlannedRun applied)
    {
        try
        {
            return LackingOfPart(applied) ?? Plan(_ => []);
        }
        catch (NetlinkException)
        {
            // A whole plan meets the same, and says so.
            return Plan(_ => []);
        }
    }

    private PlannedRun? LackingOfPart(PlannedRun applied)
    {
        if (Watch is null)
            return null;
        Touched touched = new();
        bool isKnown = touched.TryAdd(applied.Plan) && !touched.IsMuch;
        // Those that the plan made; and what was told until now will have been read.
        Listen(touched.Containers);
        isKnown &= Watch is not null && touched.TryAdd(Watch.Take());
        return isKnown ? PlanAgain(applied, touched, applied.Plan.Changes.Select(c => c.Change.Id)) : null;
    }

    // What is left alone on request would be removed by a plan of a part. What was to be made and was not is in no reading.
    private PlannedRun? PlanAgain(PlannedRun known, Touched touched, IEnumerable<ResourceId> changed)
    {
        if (!choices.Prunes || known.Plan.IsUncertain || observation.ReadAgain(known.Before, known.Scope, touched) is not PartialReading { ChangesForeign: false } reading)
            return null;
        Plan plan = Planner.Repair(known.Wanted, reading.Now, (HashSet<ResourceId>)[.. reading.Part, .. changed]);
        return plan.HasErrors ? null : known with { Plan = plan with { Pending = known.Plan.Pending }, Before = reading.Now, IsPartial = true };
    }

    // Who cannot be listened to is read.
    private void Listen(IReadOnlyCollection<NamespaceId> namespaces)
    {
        try
        {
            Watch?.Listen(namespaces);
        }
        catch (NetlinkException)
        {
            Watch = null;
        }
    }

    private Outcome Verified(PlannedRun run, OutcomeKind kind, Plan plan)
    {
        verified = run;
        return new(kind, plan, [], []);
    }

    private Diagnostic Refusal(StepRefusedException e) => e.Cause.Errno != Errno.ERESTART
        ? KernelDiagnostics.StepRefused(e)
        : PlansAgain ? KernelDiagnostics.RulesetKeepsChanging(Attempts) : KernelDiagnostics.RulesetChanged();

    private static ValueList<Diagnostic> Differences(Plan lacking) => lacking.HasErrors
        ? [.. lacking.Diagnostics.Where(d => d.Severity == Severity.Error)]
        : [.. lacking.Changes.Select(KernelDiagnostics.NotAsWished)];

    private Outcome Undo(PlannedRun original, Plan failed, ValueList<Diagnostic> why, IProgress<Step>? progress)
    {
        verified = null;
        try
        {
            return LeadBack(original, failed, why, new Execution(kernel, progress));
        }
        catch (NetlinkException e)
        {
            return new(OutcomeKind.NotUndone, failed, [.. why, KernelDiagnostics.UnreadableHost(kernel.Options.Namespace, e)], []);
        }
    }

    // Undo is the plan back to how it was. It is computed from what is there now, and again when others get in its way.
    private Outcome LeadBack(PlannedRun original, Plan failed, ValueList<Diagnostic> why, Execution execution)
    {
        Plan back = PlanBack(original);
        ValueList<Diagnostic> faults = why;
        for (int attempt = 1; !back.IsEmpty && attempt <= Attempts; attempt++)
        {
            try
            {
                execution.Run(back, CancellationToken.None);
            }
            catch (StepRefusedException e)
            {
                faults = [.. faults, KernelDiagnostics.StepRefused(e)];
            }
            back = PlanBack(original);
        }
        return back.IsEmpty
            ? new(OutcomeKind.Undone, failed, why, [])
            : new(OutcomeKind.NotUndone, failed, faults, back.Changes);
    }

    private Plan PlanBack(PlannedRun original) => Planner.Restore(original.Before, observation.Read(original.Scope));

    private PlannedRun PlanFrom(Snapshot host)
    {
        (Compilation compilation, ObservationScope scope) = Compile(host);
        Snapshot before = observation.With(host, scope.Sysctls);
        return new(Planner.Plan(compilation, before, choices), before, scope) { Wanted = compilation.Wanted };
    }

    private (Compilation Compilation, ObservationScope Scope) Compile(Snapshot host)
    {
        (IReadOnlyDictionary<string, ValueList<OverlayKey>> keys, ValueList<Diagnostic> faults) = new KeyFiles(kernel.Options.StandsInForSecrets).Read(documents);
        Compilation compilation = Compiler.Compile(documents, kernel.Options.Owner, host, keys);
        compilation = compilation with { Diagnostics = [.. compilation.Diagnostics, .. faults] };
        return (compilation, new(containers.Value, compilation.Resources.Select(d => d.Resource).OfType<Sysctl>().ToValueList()));
    }

    private static PlannedRun Unplanned(Diagnostic why) => new(new Plan([], [], [], [why], []), Snapshot.Empty, new([], []));
}
