package app

import (
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/filter"
)

// Facets offers what the claims can be narrowed by, each value with how many claims it
// would leave, and the order of the list.
type Facets struct {
	goapp.Compo

	Page   *Page
	Shown  bool
	Counts map[filter.Facet][]filter.Count
	Sort   filter.Sort
	On     bool // something can be cleared
}

// group is a facet as it is offered. None is how the value of those is called that
// have none.
type group struct {
	facet        filter.Facet
	legend, none string
}

var facetGroups = []group{
	{filter.Source, "Source", "no source"},
	{filter.Stance, "Stance", "no stance"},
	{filter.Status, "Status", ""},
	{filter.Type, "Type", "no type"},
	{filter.Verdict, "Verdict", "no verdict"},
	{filter.Tag, "Tag", "no tag"},
}

// questions are the facets of which only the claims are offered that they hold for.
var questions = []struct {
	facet filter.Facet
	label string
}{
	{filter.Unopposed, "unopposed"},
	{filter.Orphan, "orphans"},
	{filter.Undecided, "needs a decision"},
}

// mostValues is how many values of a facet are offered. Who is looking for one among
// more than these finds it by its name.
const mostValues = 24

var sorts = []struct {
	sort  filter.Sort
	label string
}{
	{filter.ByPlace, "place in the text"},
	{filter.ByModified, "time, last changed first"},
	{filter.ByCreated, "time, oldest first"},
	{filter.ByStatus, "status, most to do first"},
}

// Render draws the facets. The place for them stays in the page while they are hidden,
// for the button that shows them to point at.
func (f *Facets) Render() goapp.UI {
	place := goapp.Div().ID("facets").Class("facets").Role("group").Aria("label", "Filter claims").Hidden(!f.Shown)
	if !f.Shown {
		return place
	}
	return place.Body(
		f.questions(),
		goapp.Range(facetGroups).Slice(func(i int) goapp.UI { return f.group(facetGroups[i]) }),
		goapp.Div().Class("facets-foot").Body(
			goapp.Label().For("sort").Text("Sort by"),
			goapp.Select().ID("sort").OnChange(f.sort).Body(goapp.Range(sorts).Slice(func(i int) goapp.UI {
				return goapp.Option().Value("by-" + string(sorts[i].sort)).Text(sorts[i].label).Selected(sorts[i].sort == f.Sort)
			})),
		),
	)
}

// questions draws those of the questions that hold for any claim of the dossier.
func (f *Facets) questions() goapp.UI {
	var values []goapp.UI
	for _, q := range questions {
		for _, c := range f.Counts[q.facet] {
			if c.Value == filter.Yes {
				c.Label = q.label
				values = append(values, f.value(q.facet, c))
			}
		}
	}
	return goapp.If(len(values) > 0, func() goapp.UI {
		return goapp.FieldSet().Class("facet").Body(goapp.Legend().Text("Only"), goapp.Div().Class("values").Body(values...))
	})
}

// group draws one facet. One that has a single value tells no claims apart.
func (f *Facets) group(g group) goapp.UI {
	counts := f.Counts[g.facet]
	offered, chosen := 0, false
	var values []goapp.UI
	for _, c := range counts {
		chosen = chosen || c.Chosen
		if offered == mostValues && !c.Chosen {
			continue
		}
		if c.Value == "" {
			c.Label = g.none
		}
		offered++
		values = append(values, f.value(g.facet, c))
	}
	return goapp.If(len(counts) > 1 || chosen, func() goapp.UI {
		return goapp.FieldSet().Class("facet").Body(
			goapp.Legend().Text(g.legend),
			goapp.Div().Class("values").Body(values...),
			goapp.If(offered < len(counts), func() goapp.UI {
				return goapp.P().Class("quiet").Text("Others are found by their names.")
			}),
		)
	})
}

func (f *Facets) value(facet filter.Facet, c filter.Count) goapp.UI {
	return goapp.Label().Class("value").Body(
		goapp.Input().Type("checkbox").DataSet("facet", string(facet)).DataSet("value", "v"+c.Value).Checked(c.Chosen).OnChange(f.choose),
		goapp.Span().Text(strings.ReplaceAll(c.Label, "-", " ")),
		goapp.Span().Class("number").Text(c.N),
	)
}

// choose reads what was pressed from the element. The value comes behind a letter: it
// may be empty.
func (f *Facets) choose(ctx goapp.Context, _ goapp.Event) {
	data := ctx.JSSrc().Get("dataset")
	value := strings.TrimPrefix(data.Get("value").String(), "v")
	f.Page.chooseValue(filter.Facet(data.Get("facet").String()), value, ctx.JSSrc().Get("checked").Bool())
}

func (f *Facets) sort(ctx goapp.Context, _ goapp.Event) {
	f.Page.sortBy(filter.Sort(strings.TrimPrefix(ctx.JSSrc().Get("value").String(), "by-")))
}
