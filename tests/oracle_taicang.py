"""What does 太政办〔2021〕163号 grant in a case, said a second time in plain Python?

A judge of the rule pack, written from the clauses alone, sharing no code with the engine. Money is integer fen, an unknown
is None, pairs are (at least, at most). "Decided:" says how a question was read that the text leaves open.
"""

from collections.abc import Iterator  # noqa: I001
from datetime import date, timedelta
from operator import eq, ge, le

from tests.oracle_words import BENEFIT, DEADLINE, DEGREES, FIRST_DAY, STACKED, SUBJECT, TARGETS, UNBOUNDED, YEARLY, Claim, Line
from tests.oracle_words import every, history, instances, known, month_on, path_of

YUAN, MYRIAD = 100, 1_000_000  # 1元, 1万元
UNCOUNTED = {"activity_funds": "unstated", "salary_subsidy": "delegated", "living_benefits": "delegated"}


class Judge:
    """Serves the claims of one case in order; each joins what later claims see."""

    def __init__(self, case: dict) -> None:
        self.case, self.as_of, self.lines = case, case.get("as_of"), list(history(case))
        self.start = FIRST_DAY[(case.get("readings") or {}).get("first_day", "signed")]

    def chosen(self, reading: str, option: str) -> bool:
        """Is a reading set to this option? Asked only of options that are not the default."""
        return (self.case.get("readings") or {}).get(reading) == option

    def asked(self, rule: str) -> Iterator[Claim]:
        """Decided: claims of one rule are served subject by subject, and for each period by period, as the case lists them."""
        wanted = self.case.get("claims")
        for item in [rule] if wanted is None else wanted:
            named = {"rule": item} if isinstance(item, str) else item
            for path, facts, parent in instances(self.case, SUBJECT[rule]) if named["rule"] == rule else []:
                if all(named.get(kind) in (None, id_) for kind, id_ in path):
                    period = named.get("period") or facts.get("period") or parent.get("period") or self.case.get("period")
                    for each in (period if isinstance(period, list) else [period]) if rule in YEARLY else [None]:
                        yield Claim(rule, path, each, facts, parent)

    def valid(self, claim: Claim) -> bool | None:
        day = self.as_of if claim.rule not in YEARLY else date(int(claim.period[:4]), 1, 1) if claim.period else None
        end = date(2026, 11, 17) if self.chosen("last_day", "five_years") else date.max
        return known(lambda day: self.start <= day <= end, day)

    def newly_registered(self, registered: date) -> bool:
        if self.chosen("newly_registered", "within_12_months"):
            return self.as_of <= month_on(registered, 12)
        return self.as_of.year == registered.year if self.chosen("newly_registered", "same_year") else self.start <= registered

    def basis(self, person: dict) -> tuple[int, int]:
        """The lowest and highest rank the degree that counts may have. Decided: of a known low and an unknown degree the lower
        is certainly no higher than the known one, so this bounds (and may refuse) at once."""
        names = ["degree", "education"] if self.chosen("degree_basis", "both") else ["degree"]
        ranks = [(DEGREES.index(person[n]),) * 2 if person.get(n) else (0, 3) for n in names]
        return min(r[0] for r in ranks), min(r[1] for r in ranks)

    def met(self, claim: Claim) -> bool | None:
        """Do all conditions hold? `chosen(…) or test` drops a test, `not chosen(…) or test` adds one."""
        f, parent, chosen = claim.facts, claim.parent, self.chosen

        def one_of(name: str, *options: str) -> bool | None:
            return known(options.__contains__, f.get(name))

        field, local, issuer = f.get("in_judicial_field"), f.get("registered_in_taicang"), one_of("title_issuer", "taicang")
        resident = [one_of("registration", "registered", "filed"), f.get("resident_in_base")]
        forms = ["registered", *["filed"] * chosen("filed_organisations", "included")]
        low, high = self.basis(f)
        home = [one_of("title", "leading"), issuer, f.get("home_in_taicang"), f.get("first_owner_occupied"),
                not chosen("first_home", "anywhere") or known(eq, f.get("homes_before"), 0),
                not chosen("title_order", "title_first") or known(le, f.get("titled_on"), f.get("home_bought_on"))]  # fmt: skip
        return every({
            "startup_subsidy": [one_of("kind", "social_group", "private_non_enterprise", "foundation"), field,
                                one_of("registration", *forms), f.get("fulltime_staff_confirmed"),
                                known(lambda *days: self.newly_registered(days[0]), f.get("registered_on"), self.as_of),
                                chosen("startup_in_taicang", "not_required") or local],
            "incubation_subsidy": [*resident, not chosen("resident_field", "required") or field,
                                   not chosen("incubation_in_taicang", "required") or local],
            "activity_funds": resident,
            "venture_project": [f.get("selected")],
            "post_subsidy": [parent.get("in_judicial_field"), chosen("post_approval", "automatic") or f.get("approved"),
                             f.get("holder_certified"), not chosen("holder_certificate", "intermediate_up")
                             or one_of("holder_level", "intermediate", "senior")],
            "salary_subsidy": [one_of("title", "leading", "key"), issuer,
                               not chosen("salary_degree", "required") or one_of("degree", "master", "doctor")],
            "settling_allowance": home,
            "living_benefits": [*home, True if low >= 2 else False if high < 2 else None],
            "certificate_reward": [parent.get("in_field"), chosen("certificate_window", "any_date")
                                   or known(le, self.start, f.get("certified_on"))],
            "base_award": [f.get("built"), f.get("accepted")],
            "base_annual_subsidy": [f.get("built"), f.get("annual_plan_approved")],
        }[claim.rule])  # fmt: skip

    def amount(self, claim: Claim) -> tuple[int, int, str]:
        """The least and most that may be due before limits, and what stands in the way of paying it."""
        f, paid = claim.facts, self.chosen("ceiling", "paid")
        ranges = {"incubation_subsidy": (3 * paid, 3), "base_annual_subsidy": (5 * paid, 5), "venture_project": (4, 5)}
        if claim.rule in ranges:
            return self.decided(claim, *(MYRIAD * bound for bound in ranges[claim.rule]))
        due = {"startup_subsidy": [3 * MYRIAD], "base_award": [2 * MYRIAD]}.get(claim.rule, [0])
        if claim.rule == "post_subsidy":
            months = f.get("months_filled") if self.chosen("post_year", "pro_rata") else 12
            due = [n * 5000 * YUAN for n in ([0, 12] if months is None else [months])]
        elif claim.rule == "settling_allowance":
            due = [(0, 0, 10 * MYRIAD, 15 * MYRIAD)[rank] for rank in self.basis(f)]
        elif claim.rule == "certificate_reward":
            senior = 1800 if self.chosen("senior_certificate", "as_intermediate") else 0
            tiers = {"assistant": 1200, "intermediate": 1800, "senior": senior}
            due = [YUAN * tiers[level] for level in ([f["level"]] if f.get("level") else tiers)]
        return min(due), max(due), UNCOUNTED.get(claim.rule, "")

    def decided(self, claim: Claim, floor: int, cap: int) -> tuple[int, int, str]:
        """Decided: nil is an officer's refusal even under a stated range; a decision naming no period is for each one."""
        for decision in self.case.get("decisions") or []:
            value, period = decision.get("amount"), decision.get("period")
            mine = decision["rule"] == claim.rule and period in (None, claim.period) and value is not None
            named = path_of(self.case, decision) if mine else ()
            if mine and all(known(eq, a, b) is not False for (_, a), (_, b) in zip(named, claim.path, strict=True)):
                if value < 0 or (value and floor and not floor <= value <= cap):
                    return 0, cap, "rejected"
                return min(value, cap), min(value, cap), ""
        return (cap, cap, "") if floor == cap else (0, cap, "to_decide")

    def matching(self, claim: Claim, worst: bool, key: tuple, over: tuple = ()) -> list[Line]:
        """Lines that count together with the claim: possibly (worst) or certainly. Decided: a comparison with an unknown is
        unknown, on the side of the claim as of the line; the values it may take are not tried one by one."""

        def values(of: Claim | Line) -> list:
            ids, named = [id_ for _, id_ in of.path], {"top": [of.path[0][1]], "period": [of.period]}
            return [value for name in key for value in (ids if name == "subject" else named.get(name, [of.facts.get(name)]))]

        lines = [line for line in self.lines if line.rule in (over or (claim.rule,)) and line.real[worst]]
        agree = [every(known(eq, a, b) for a, b in zip(values(claim), values(line), strict=True)) for line in lines]
        return [line for line, agrees in zip(lines, agree, strict=True) if agrees or (worst and agrees is None)]

    def left(self, claim: Claim, amount: int, worst: bool) -> int:
        """What the limits leave of an amount, if what is unknown turns out worst or best for this claim."""
        chosen = self.chosen
        home = "household" if chosen("home_claims", "per_household") else "subject"
        unit = "holder" if chosen("post_counted", "per_person") else "subject"
        # Not ruled on: the worst supposes the deduction, the best its absence.
        deduct = chosen("other_instrument", "deduct") or (worst and not chosen("other_instrument", "add_up"))
        once = [("claims", ("subject",), (), 1)]  # what is counted, with which claims, of which rules, up to
        limits = {
            "startup_subsidy": once,
            "incubation_subsidy": [("amount", ("subject",), (), 3 * MYRIAD)],
            "venture_project": once,
            "post_subsidy": [("claims", (unit, "period"), (), 1), ("units", (unit,), (), 3),
                             *[("amount", ("subject", "period"), ("post_subsidy", BENEFIT), amount)] * deduct],
            "settling_allowance": [("claims", (home,), (), 1)],
            "certificate_reward": [("claims", ("top", "level"), (), 1),
                                   *[("amount", ("top",), (), amount)] * chosen("two_levels", "difference")],
            "base_award": [("claims", ("top" if chosen("base_unit", "per_organisation") else "subject",), (), 1)],
            "base_annual_subsidy": [("amount", ("subject", "period"), (), 5 * MYRIAD)],
        }.get(claim.rule, [])  # fmt: skip
        if claim.rule in STACKED and chosen("stacking", "highest_only"):
            limits = [*limits, ("amount", ("top",), STACKED, amount)]
        for what, key, over, bound in limits:
            rest = bound - sum(getattr(line, what)[worst] for line in self.matching(claim, worst, key, over))
            amount = min(amount, rest) if what == "amount" else amount * (rest >= 1)
        # Decided: the three consecutive years are counted for the same unit (post or person) as the three claims.
        spans = {"incubation_subsidy": "subject"} | ({"post_subsidy": unit} if chosen("post_years", "consecutive") else {})
        fits = claim.rule not in spans or self.in_span(claim, self.matching(claim, worst, (spans[claim.rule],)), worst)
        return max(0, amount) if fits else 0

    def in_span(self, claim: Claim, lines: list[Line], worst: bool) -> bool:
        """Does the claim fall in the span that its first claim opened? The first may be this one."""
        yearly = claim.rule in YEARLY
        this, days = (claim.period, [line.period for line in lines]) if yearly else (self.as_of, [line.as_of for line in lines])
        when = [day for day in days if day and this]
        if not when or (worst and len(when) < len(lines)):
            return not (worst and lines)
        if yearly:
            return int(this[:4]) < min(int(period[:4]) for period in when) + 3
        if self.chosen("incubation_year", "calendar_year"):
            return all(day.year == this.year for day in when)
        return this <= month_on(min(when), 12)

    def award(self, claim: Claim) -> dict:
        valid, met, counted = self.valid(claim), self.met(claim), claim.rule not in UNCOUNTED
        least, most, state = self.amount(claim)
        best, worst = self.left(claim, most, worst=False), self.left(claim, most, worst=True)
        if valid is False or met is False or (counted and best == 0):
            return {"verdict": "not_in_force" if valid is False else "refused", "low": 0, "high": 0}
        sure = valid is True and met is True and not (counted and self.case.get("history") is None)
        # Decided: a decision on record that is to be rejected can pay nothing, whatever else is still unknown.
        low, high = self.left(claim, least, worst=True) if sure and state != "rejected" else 0, best * (state != "rejected")
        settled = {"rejected": worst > 0, "to_decide": worst == best}.get(state, low == high)
        return {"verdict": (state or "granted") if sure and settled else "unknown", "low": low, "high": high}

    def serve(self, claim: Claim) -> dict:
        award = self.award(claim)
        if claim.path[-1][1] is None and award["high"]:  # of subjects not listed: any number of claims, or none
            self.lines.append(Line(*claim[:4], self.as_of, *[(0, UNBOUNDED)] * 3, (False, True)))
            return award
        paid, real = (award["low"], award["high"]), (award["low"] > 0, award["high"] > 0)
        self.lines.append(Line(*claim[:4], self.as_of, paid, real, real, real))
        return award

    def choice(self, claim: Claim) -> dict:
        named = next((name for name in ("contract", "item") if self.chosen("threshold_amount", name)), "")
        price = claim.facts.get(f"{named}_price" if named else "price")
        applies = every([self.valid(claim), claim.facts.get("is_transfer_item")])
        if applies is not True or price is None:  # Decided: outside its days in force the measure chooses no procedure
            return {"verdict": "not_applicable" if applies is False else "unknown", "result": None}
        return {"verdict": "chosen", "result": "simplified" if price < 100 * MYRIAD else "open_tender"}

    def target(self, claim: Claim) -> dict:
        reached = known(ge, claim.facts.get("compound_orgs"), 1)  # above two is no breach, and no day is set
        if claim.rule in TARGETS:
            ever = claim.rule == "professional_grade" and self.chosen("grade_counted", "ever_reached")
            count, total = (claim.facts.get(name + "_ever" * (ever and name.endswith("3a"))) for name in TARGETS[claim.rule])
            reached = known(ge, count, total) if self.as_of else None
            if self.as_of and (self.as_of < DEADLINE or total == 0):
                return {"verdict": "pending" if self.as_of < DEADLINE else "not_measurable"}
        return {"verdict": {None: "unknown", True: "met", False: "not_met"}[reached]}

    def duty(self, claim: Claim) -> dict:
        meetings = claim.facts.get("meetings")
        if meetings is None or self.as_of is None:
            return {"verdict": "unknown", "next_due": None, "late_days": None}
        held = sorted(day for day in meetings if self.start <= day <= self.as_of)
        if self.chosen("meeting_interval", "calendar"):
            late, due = self.slots(held)
        else:
            dues = [month_on(day, 2) for day in [self.start, *held]]
            late, due = max(0, *((day - by).days for by, day in zip(dues, [*held, self.as_of], strict=True))), dues[-1]
        return {"verdict": "breached" if late else "kept", "next_due": due, "late_days": late}

    def slots(self, held: list[date]) -> tuple[int, date]:
        late, opens = 0, date(2022, 1, 1)  # the first slot that begins on or after any of the possible first days
        while True:
            last = month_on(opens, 2) - timedelta(days=1)
            if not any(opens <= day <= last for day in held):
                if last >= self.as_of:
                    return late, last
                late = max(late, (min((day for day in held if day > last), default=self.as_of) - last).days)
            opens = month_on(opens, 2)


def judge(case: dict) -> dict:
    """Every award, choice, target and duty of a typed case, keyed by (rule, path, period)."""
    bench = Judge(case)
    shelves = {"procurement_procedure": ("choices", bench.choice), "joint_meeting": ("duties", bench.duty)}
    answer: dict = {"awards": {}, "choices": {}, "targets": {}, "duties": {}}
    for rule, kind in SUBJECT.items():
        shelf, work_out = shelves.get(rule, ("targets", bench.target) if kind == "city" else ("awards", bench.serve))
        for claim in bench.asked(rule):
            if claim[:3] not in answer[shelf]:
                answer[shelf][claim[:3]] = work_out(claim)
    return {shelf: {key: found for key, found in some.items() if key[1][-1][1]} for shelf, some in answer.items()}
