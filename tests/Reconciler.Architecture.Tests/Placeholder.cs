namespace Placeholder; public class T { [Fact] public void Ok() { } }
