package main

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/app"
)

func main() {
	app.Routes()
	goapp.RunWhenOnBrowser()
}
